import { foldedTable, numberAt, tableOf } from "../lib/tables.mjs";
import { freeRuns } from "./performancePlots.mjs";

const SUMMARY = ["<!-- summary -->", "<!-- /summary -->"];
const TABLES = "<!-- tables -->";

/** The text of docs/performance.md with the numbers of these results. The text around the marks stays as it is. */
export function performancePage(page, results) {
  const [before, rest] = split(page, SUMMARY[0]);
  const [, between] = split(rest, SUMMARY[1]);
  const [explanation] = split(between, TABLES);
  return [
    `${before}${SUMMARY[0]}\n\n${summary(results)}\n\n${SUMMARY[1]}`,
    `${explanation}${TABLES}\n\n${results.tables.map(foldedTable).join("\n\n")}\n`,
  ].join("");
}

/** The findings in five lines, and when and on what they were measured. */
function summary(results) {
  const [count, free] = freeRuns(results).at(-1);
  const plugin = tableOf(results, "The plugin beside the dynamic provider: N = 10");
  const start = tableOf(results, "Start of the provider process");
  const requests = free.head.indexOf("requests: ours");
  const startRow = "check and diff answered, as in an unchanged up";
  return [
    `- Creating ${count} customizers takes ${numberAt(free, "create", "ours")} times the engine's own time. A plain provider takes ${numberAt(free, "create", "plain")} times.`,
    `- A refresh of ${count} sends ${numberAt(free, "refresh", requests)} requests. A plain provider sends ${numberAt(free, "refresh", requests + 1)}.`,
    "- An unchanged `up` and any preview send no request.",
    `- The dynamic provider answers its first check and diff after ${numberAt(start, startRow, "ours, ms")} ms; an empty provider after ${numberAt(start, startRow, 1)} ms.`,
    `- With the [plugin](plugin.md), an unchanged \`up\` of ten customizers takes ${numberAt(plugin, "unchanged", 2)} of the dynamic provider's time.`,
    "",
    `Measured on ${results.date}, on ${results.machine}.`,
  ].join("\n");
}

function split(text, mark) {
  const at = text.indexOf(mark);
  if (at < 0) {
    throw new Error(`docs/performance.md has no line ${mark}`);
  }
  return [text.slice(0, at), text.slice(at + mark.length)];
}
