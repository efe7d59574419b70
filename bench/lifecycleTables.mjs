import { markdownTable } from "./lib/markdownTable.mjs";
import { median, minAndMedian } from "./lib/stats.mjs";
import { lifecycle, PEERS } from "./lifecycle.mjs";
import { OPERATIONS } from "./operations.mjs";

/** The documented limit of requests under one token. */
const LIMIT = { requests: 100, seconds: 10 };

export const CONDITIONS = [
  { limit: false, latencyMs: 0 },
  { limit: false, latencyMs: 60 },
  { limit: true, latencyMs: 0 },
  { limit: true, latencyMs: 60 },
];

/** Minimum seconds of N requests and a listing under the limit, from the first request to the last answer. */
export function limitFloor(operation, count, latencyMs) {
  const requests = { create: count + 1, rename: count + 1, destroy: count }[operation] ?? 0;
  return requests > LIMIT.requests
    ? (Math.ceil(requests / LIMIT.requests) - 1) * LIMIT.seconds + latencyMs / 1_000
    : undefined;
}

/**
 * Measures each peer with N customizers under each condition, round by round: the peers of one round run close in time. The
 * floor makes no request, so it is measured once per round.
 */
export async function runLifecycles({ engine, count, conditions, rounds, log }) {
  const results = conditions.map((condition) => ({ condition, rounds: [] }));
  for (let round = 0; round < rounds; round++) {
    log(`N = ${count}, round ${round + 1} of ${rounds}: the engine alone`);
    const floor = await lifecycle({ peer: "floor", engine, count, limit: false, latencyMs: 0 });
    for (const { condition, rounds: done } of results) {
      const peers = { floor };
      for (const peer of PEERS.filter((name) => name !== "floor")) {
        log(`N = ${count}, round ${round + 1} of ${rounds}, ${describeCondition(condition)}: ${peer}`);
        peers[peer] = await lifecycle({ peer, engine, count, ...condition });
      }
      done.push(peers);
    }
  }
  return { count, results };
}

export function describeCondition({ limit, latencyMs }) {
  return `${limit ? "100 requests in 10 s" : "no limit"}, ${latencyMs} ms latency`;
}

/** The results as Markdown: one table for each condition. */
export function lifecycleTables({ count, results }) {
  const sections = results.map(({ condition, rounds }) => {
    const rows = OPERATIONS.map((operation) => row(operation, count, condition, rounds));
    const head = [
      "",
      "floor, s",
      "ours",
      "plain",
      "script",
      ...(condition.limit ? ["limit's floor, s", "ours to limit", "script to limit"] : []),
      "requests: ours",
      "plain",
      "script",
      "CPU, s: floor",
      "ours",
      "plain",
      "peak MB: floor",
      "ours",
      "plain",
    ];
    return `### N = ${count}, ${describeCondition(condition)}\n\n${markdownTable(head, rows)}`;
  });
  return sections.join("\n\n");
}

function row(operation, count, condition, rounds) {
  const of = (peer) => rounds.map((round) => round[peer].operations[operation]);
  const each = (peer, value) => (of(peer).every((one) => one && !one.failed) ? of(peer).map(value) : undefined);
  const number = (peer, value, digits) => {
    const values = each(peer, value);
    return values ? median(values).toFixed(digits) : "–";
  };
  const ratio = (peer) => {
    const failed = of(peer).find((one) => one?.failed);
    if (failed) {
      return /429/.test(failed.failed) ? "stops: 429" : "fails";
    }
    return of(peer).every(Boolean)
      ? minAndMedian(rounds.map((round) => seconds(round, peer, operation) / seconds(round, "floor", operation)))
      : "–";
  };
  const floor = limitFloor(operation, count, condition.latencyMs);
  const toLimit = (peer) => (floor ? minAndMedian(each(peer, (one) => one.spanSeconds / floor) ?? [], 3) : "–");
  return [
    operation,
    number("floor", (one) => one.seconds, 1),
    ...["ours", "plain", "script"].map(ratio),
    ...(condition.limit ? [floor?.toFixed(1) ?? "–", toLimit("ours"), toLimit("script")] : []),
    ...["ours", "plain", "script"].map((peer) => number(peer, (one) => one.requestCount, 0)),
    ...["floor", "ours", "plain"].map((peer) => number(peer, (one) => one.cpuSeconds, 2)),
    ...["floor", "ours", "plain"].map((peer) => number(peer, (one) => one.peakMb, 0)),
  ];
}

function seconds(round, peer, operation) {
  return round[peer].operations[operation].seconds;
}
