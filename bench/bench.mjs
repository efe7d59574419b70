import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../tools/lib/engineVersion.mjs";
import { showGrowth } from "./growth.mjs";
import { machine } from "./lib/machine.mjs";
import { CONDITIONS, runMatrix, showMatrix } from "./matrix.mjs";
import { measureEngine, measureStart, measureUploads } from "./measures.mjs";

const DOCUMENT = join(repository, "docs/performance.md");

/**
 * Runs the benchmark and prints each table as soon as it is there.
 *
 * @param {{ engine: string, size: "quick" | "usual" | "all", write: boolean, log: (line: string) => void }} options
 */
export async function bench({ engine, size, write, log }) {
  const started = Date.now();
  const extremes = CONDITIONS.filter(({ limit, latencyMs }) => limit === latencyMs > 0);
  const plan = [
    { count: 10, conditions: CONDITIONS, rounds: 3 },
    { count: 100, conditions: CONDITIONS, rounds: 3 },
    ...(size === "quick" ? [] : [{ count: 1000, conditions: size === "all" ? CONDITIONS : extremes, rounds: 1 }]),
  ];
  const sections = [];
  const add = (...texts) => {
    for (const text of texts) {
      sections.push(text);
      process.stdout.write(`\n${text}\n`);
    }
  };
  add(`Taken on ${await machine(engine)}.`);
  add("### Start of the provider process", await measureStart({ rounds: 10, log }));
  add("### Uploads", await measureUploads({ engine, sizes: [1, 10, 50], rounds: 3, log }));
  const matrices = [];
  for (const about of plan) {
    const matrix = await runMatrix({ engine, log, ...about });
    matrices.push(matrix);
    add(showMatrix(matrix));
  }
  add(showGrowth(matrices));
  add("### The engine's own settings", await measureEngine({ engine, count: size === "quick" ? 100 : 1000, log }));
  log(`Done in ${Math.round((Date.now() - started) / 60_000)} minutes.`);
  if (write) {
    const [introduction] = readFileSync(DOCUMENT, "utf8").split("<!-- tables -->");
    writeFileSync(DOCUMENT, `${introduction}<!-- tables -->\n\n${sections.join("\n\n")}\n`);
    log(`Written to ${DOCUMENT}`);
  }
}
