import { markdownTable } from "./lib/markdownTable.mjs";
import { OPERATIONS } from "./operations.mjs";

/** Markdown tables of what grows with N: requests by kind, and bytes. They show the runs without limit and latency. */
export function requestAndByteTables(matrices) {
  const firstRounds = matrices.map(({ count, results }) => ({ count, peers: results[0].rounds[0] }));
  const requests = firstRounds.flatMap(({ count, peers }) =>
    OPERATIONS.map((operation) => [
      `N = ${count}, ${operation}`,
      ...["ours", "plain", "script"].map((peer) => peers[peer].operations[operation]?.requests ?? "–"),
    ]),
  );
  const bytes = firstRounds.map(({ count, peers }) => [
    `N = ${count}`,
    ...["floor", "ours", "plain"].map((peer) => (peers[peer].bytes.state / 1_000).toFixed(0)),
    ...["floor", "ours", "plain"].map((peer) => peers[peer].bytes.provider),
  ]);
  return [
    "### Requests by kind",
    markdownTable(["", "ours", "plain", "script"], requests),
    "### Bytes",
    markdownTable(["", "state, kB: floor", "ours", "plain", "`__provider`: floor", "ours", "plain"], bytes),
  ].join("\n\n");
}
