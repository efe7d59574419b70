import { numberAt, tableOf } from "../lib/tables.mjs";
import { OPERATIONS } from "../operations.mjs";
import { barPlot } from "./barPlot.mjs";
import { linePlot } from "./linePlot.mjs";

/** The plots of docs/performance.md, by file name. */
export function performancePlots(results) {
  return {
    "performance-time.svg": timePlot(results),
    "performance-requests.svg": requestPlot(results),
    "performance-plugin.svg": pluginPlot(results),
  };
}

/** The tables of the life cycle without limit and latency. @returns {[number, import("../lib/tables.mjs").Table][]} by N */
export function freeRuns(results) {
  return results.tables.flatMap((table) => {
    const count = /^N = (\d+), no limit, 0 ms latency$/.exec(table.title)?.[1];
    return count ? [[Number(count), table]] : [];
  });
}

function timePlot(results) {
  const runs = freeRuns(results);
  const seconds = (peer) =>
    runs.map(([count, table]) => {
      const floor = numberAt(table, "create", "floor, s");
      // A peer's columns come several times; the first one is the ratio to the floor.
      return [count, peer === "floor" ? floor : floor * numberAt(table, "create", peer)];
    });
  const [count, table] = runs.at(-1);
  return linePlot({
    title: [
      `Creating ${count} takes ${numberAt(table, "create", "ours")} times what the`,
      `engine alone takes; a plain provider: ${numberAt(table, "create", "plain")} times`,
    ],
    subtitle: "Wall time of one up that creates N customizers, no rate limit",
    unit: "s",
    series: [
      { peer: "plain", label: "plain provider", points: seconds("plain") },
      { peer: "ours", label: "this provider", points: seconds("ours") },
      { peer: "floor", label: "engine alone", points: seconds("floor") },
      { peer: "script", label: "script, no state", points: seconds("script") },
    ],
  });
}

function requestPlot(results) {
  const runs = freeRuns(results);
  const [count, table] = runs.at(-1);
  // Behind the head "requests: ours" stand the columns of the two others.
  const first = table.head.indexOf("requests: ours");
  const requests = (column) => runs.map(([n, one]) => [n, numberAt(one, "refresh", first + column)]);
  return linePlot({
    title: [
      `A refresh of ${count} sends ${numberAt(table, "refresh", first)} requests,`,
      `a plain provider's sends ${numberAt(table, "refresh", first + 1)}`,
    ],
    subtitle: "Requests of one refresh of N customizers",
    unit: "",
    series: [
      { peer: "plain", label: "plain provider", points: requests(1) },
      { peer: "script", label: "script", points: requests(2) },
      { peer: "ours", label: "this provider", points: requests(0) },
    ],
  });
}

function pluginPlot(results) {
  const table = tableOf(results, "The plugin beside the dynamic provider: N = 10");
  const rows = OPERATIONS.map((name) => {
    const dynamic = numberAt(table, name, "dynamic, s");
    const ratio = numberAt(table, name, 2);
    return {
      name,
      bars: [
        { peer: "dynamic", value: dynamic, note: name === OPERATIONS[0] ? "dynamic provider" : "" },
        { peer: "plugin", value: dynamic * ratio, note: name === OPERATIONS[0] ? "plugin" : "" },
      ],
    };
  });
  return barPlot({
    title: [
      `The plugin takes ${numberAt(table, "unchanged", 2)} of the dynamic`,
      "provider's time for an unchanged up of ten",
    ],
    subtitle: "Wall time of one command, 10 customizers",
    unit: "s",
    rows,
  });
}
