import { readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { repository } from "../tools/lib/engineVersion.mjs";
import { findOrMakeLanguageHost } from "../tools/lib/findOrMakeLanguageHost.mjs";
import { engineSettingsTable } from "./engineSettings.mjs";
import { describeMachine } from "./lib/describeMachine.mjs";
import { CONDITIONS, lifecycleTables, runLifecycles } from "./lifecycleTables.mjs";
import { pluginStartTable } from "./pluginStart.mjs";
import { pluginTables } from "./pluginTables.mjs";
import { providerStartTable } from "./providerStart.mjs";
import { requestAndByteTables } from "./requestAndByteTables.mjs";
import { uploadTable } from "./uploadTable.mjs";

const DOCUMENT = join(repository, "docs/performance.md");

/**
 * Runs the benchmark and prints each table as soon as it is complete.
 *
 * @param {{ engine: string, size: "quick" | "usual" | "all", write: boolean, log: (line: string) => void }} options
 */
export async function runBenchmark({ engine, size, write, log }) {
  const started = Date.now();
  const extremes = CONDITIONS.filter(({ limit, latencyMs }) => limit === latencyMs > 0);
  const plan = [
    { count: 10, conditions: CONDITIONS, rounds: 3 },
    { count: 100, conditions: CONDITIONS, rounds: 3 },
    ...(size === "quick" ? [] : [{ count: 1000, conditions: size === "all" ? CONDITIONS : extremes, rounds: 1 }]),
  ];
  // The programs of plugins are in YAML.
  process.env.PATH = [await findOrMakeLanguageHost("yaml", engine, log), process.env.PATH].join(delimiter);
  const sections = [];
  const add = (...texts) => {
    for (const text of texts) {
      sections.push(text);
      process.stdout.write(`\n${text}\n`);
    }
  };
  add(`Taken on ${await describeMachine(engine)}.`);
  add("### Start of the provider process", await providerStartTable({ rounds: 10, log }));
  add("### Start of the plugin", await pluginStartTable({ rounds: 10, log }));
  const pluginPlan = plan.map(({ count, rounds }) => ({ count, rounds }));
  add("### The plugin beside the dynamic provider", await pluginTables({ engine, plan: pluginPlan, log }));
  add("### Uploads", await uploadTable({ engine, sizes: [1, 10, 50], rounds: 3, log }));
  const matrices = [];
  for (const about of plan) {
    const matrix = await runLifecycles({ engine, log, ...about });
    matrices.push(matrix);
    add(lifecycleTables(matrix));
  }
  add(requestAndByteTables(matrices));
  add(
    "### The engine's own settings",
    await engineSettingsTable({ engine, count: size === "quick" ? 100 : 1000, log }),
  );
  log(`Done in ${Math.round((Date.now() - started) / 60_000)} minutes.`);
  if (write) {
    const [introduction] = readFileSync(DOCUMENT, "utf8").split("<!-- tables -->");
    writeFileSync(DOCUMENT, `${introduction}<!-- tables -->\n\n${sections.join("\n\n")}\n`);
    log(`Wrote ${DOCUMENT}`);
  }
}
