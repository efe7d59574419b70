import { writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { findOrMakeLanguageHost } from "../tools/lib/findOrMakeLanguageHost.mjs";
import { engineSettingsTable } from "./engineSettings.mjs";
import { describeMachine } from "./lib/describeMachine.mjs";
import { readTables } from "./lib/tables.mjs";
import { CONDITIONS, lifecycleTables, runLifecycles } from "./lifecycleTables.mjs";
import { RESULTS, writePerformance } from "./plots/writePerformance.mjs";
import { pluginStartTable } from "./pluginStart.mjs";
import { pluginTables } from "./pluginTables.mjs";
import { providerStartTable } from "./providerStart.mjs";
import { requestAndByteTables } from "./requestAndByteTables.mjs";
import { uploadTable } from "./uploadTable.mjs";

const EXTREMES = CONDITIONS.filter(({ limit, latencyMs }) => limit === latencyMs > 0);

/** The parts that `--only` takes. */
export const PARTS = ["start", "plugin", "uploads", "lifecycle", "engine"];

/**
 * Runs the benchmark and prints each table as soon as it is complete.
 *
 * @param {{ engine: string, size: "quick" | "usual" | "all", only?: string, count?: number, rounds?: number, write: boolean,
 *   log: (line: string) => void }} options `only`: one of `PARTS`
 */
export async function runBenchmark({ engine, size, only, count, rounds, write, log }) {
  const started = Date.now();
  const wants = (part) => only === undefined || only === part;
  const plan = planOf(size, count).map((about) => ({ ...about, rounds: rounds ?? about.rounds }));
  // The programs of plugins are in YAML.
  process.env.PATH = [await findOrMakeLanguageHost("yaml", engine, log), process.env.PATH].join(delimiter);
  const sections = [];
  const add = (...texts) => {
    for (const text of texts) {
      sections.push(text);
      process.stdout.write(`\n${text}\n`);
    }
  };
  const machine = await describeMachine(engine);
  process.stdout.write(`\nMeasured on ${machine}.\n`);
  if (wants("start")) {
    add("### Start of the provider process", await providerStartTable({ rounds: rounds ?? 10, log }));
    add("### Start of the plugin", await pluginStartTable({ rounds: rounds ?? 10, log }));
  }
  if (wants("plugin")) {
    const pluginPlan = plan.map((about) => ({ count: about.count, rounds: about.rounds }));
    add("### The plugin beside the dynamic provider", await pluginTables({ engine, plan: pluginPlan, log }));
  }
  if (wants("uploads")) {
    add("### Uploads", await uploadTable({ engine, sizes: [1, 10, 50], rounds: rounds ?? 3, log }));
  }
  if (wants("lifecycle")) {
    const matrices = [];
    for (const about of plan) {
      const matrix = await runLifecycles({ engine, log, ...about });
      matrices.push(matrix);
      add(lifecycleTables(matrix));
    }
    add(requestAndByteTables(matrices));
  }
  if (wants("engine")) {
    const largest = plan.at(-1).count;
    add("### The engine's own settings", await engineSettingsTable({ engine, count: largest, log }));
  }
  log(`Done in ${Math.round((Date.now() - started) / 60_000)} minutes.`);
  if (write) {
    const date = new Date(started).toISOString().slice(0, 10);
    const results = { date, machine, tables: readTables(sections.join("\n\n")) };
    writeFileSync(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
    writePerformance(results);
    log(
      "Wrote bench/results.json, docs/performance.md and docs/pictures/performance-*.svg. Look at the plots, then commit all three.",
    );
  } else {
    log("Nothing was written. With --write, a measurement of all parts becomes docs/performance.md.");
  }
}

function planOf(size, count) {
  const all = [
    { count: 10, conditions: CONDITIONS, rounds: 3 },
    { count: 100, conditions: CONDITIONS, rounds: 3 },
    ...(size === "quick" ? [] : [{ count: 1000, conditions: size === "all" ? CONDITIONS : EXTREMES, rounds: 1 }]),
  ];
  const conditions = size === "all" ? CONDITIONS : EXTREMES;
  return count === undefined ? all : [{ count, conditions, rounds: count < 1000 ? 3 : 1 }];
}
