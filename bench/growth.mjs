import { table } from "./lib/table.mjs";
import { OPERATIONS } from "./lifecycle.mjs";

/** What grows with N, of the runs without limit and latency: requests by kind, and bytes. */
export function showGrowth(matrices) {
  const firsts = matrices.map(({ count, results }) => ({ count, peers: results[0].rounds[0] }));
  const requests = firsts.flatMap(({ count, peers }) =>
    OPERATIONS.map((operation) => [
      `N = ${count}, ${operation}`,
      ...["ours", "plain", "script"].map((peer) => peers[peer].operations[operation]?.requests ?? "–"),
    ]),
  );
  const bytes = firsts.map(({ count, peers }) => [
    `N = ${count}`,
    ...["floor", "ours", "plain"].map((peer) => (peers[peer].bytes.state / 1_000).toFixed(0)),
    ...["floor", "ours", "plain"].map((peer) => peers[peer].bytes.provider),
  ]);
  return [
    "### Requests by kind",
    table(["", "ours", "plain", "script"], requests),
    "### Bytes",
    table(["", "state, kB: floor", "ours", "plain", "`__provider`: floor", "ours", "plain"], bytes),
  ].join("\n\n");
}
