import { markdownTable } from "./lib/markdownTable.mjs";
import { median, minAndMedian } from "./lib/stats.mjs";
import { lifecycle } from "./lifecycle.mjs";
import { OPERATIONS } from "./operations.mjs";

const PEERS = ["ours", "plugin", "pluginFloor"];

/**
 * Measures the plugin with a YAML program beside the dynamic provider with a JavaScript program, and beside a plugin that answers at
 * once without any work. No limit, no latency. Returns Markdown tables.
 *
 * @param {{ engine: string, plan: readonly { count: number, rounds: number }[], log: (line: string) => void }} options
 */
export async function pluginTables({ engine, plan, log }) {
  const tables = [];
  const bytes = [];
  for (const { count, rounds } of plan) {
    const done = [];
    for (let round = 0; round < rounds; round++) {
      const peers = {};
      for (const peer of PEERS) {
        log(`plugin, N = ${count}, round ${round + 1} of ${rounds}: ${peer}`);
        peers[peer] = await lifecycle({ peer, engine, count, limit: false, latencyMs: 0 });
      }
      done.push(peers);
    }
    const head = ["", "dynamic, s", "plugin", "plugin to its floor", "requests: dynamic", "plugin", "CPU, s: dynamic"];
    const rows = OPERATIONS.map((operation) => row(operation, done));
    tables.push(`N = ${count}\n\n${markdownTable([...head, "plugin", "peak MB: dynamic", "plugin"], rows)}`);
    bytes.push([`N = ${count}`, ...PEERS.map((peer) => (done[0][peer].bytes.withoutTraces / 1_000).toFixed(1))]);
  }
  const head = ["", "dynamic, kB", "plugin, kB", "plugin's floor, kB"];
  return [
    ...tables,
    `State, without the stack traces that the language hosts add\n\n${markdownTable(head, bytes)}`,
  ].join("\n\n");
}

function row(operation, rounds) {
  const of = (peer, value) => rounds.map((round) => value(round[peer].operations[operation]));
  const failed = PEERS.map((peer) => of(peer, (one) => one.failed).find(Boolean)).find(Boolean);
  if (failed) {
    throw new Error(`${operation}: ${failed}`);
  }
  const middle = (peer, value, digits) => median(of(peer, value)).toFixed(digits);
  const ratio = (one, other) => {
    const [ours, theirs] = [one, other].map((peer) => of(peer, ({ seconds }) => seconds));
    return minAndMedian(ours.map((seconds, round) => seconds / theirs[round]));
  };
  return [
    operation,
    middle("ours", ({ seconds }) => seconds, 1),
    ratio("plugin", "ours"),
    ratio("plugin", "pluginFloor"),
    ...["ours", "plugin"].map((peer) => middle(peer, ({ requestCount }) => requestCount, 0)),
    ...["ours", "plugin"].map((peer) => middle(peer, ({ cpuSeconds }) => cpuSeconds, 2)),
    ...["ours", "plugin"].map((peer) => middle(peer, ({ peakMb }) => peakMb, 0)),
  ];
}
