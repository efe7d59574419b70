import { rmSync } from "node:fs";
import { markdownTable } from "./lib/markdownTable.mjs";
import { median, minAndMedian } from "./lib/stats.mjs";
import { contentFolder, packFolder, upload } from "./uploads.mjs";

/** Measures uploads of random bytes in twenty files, and how long packing takes. Returns a Markdown table. */
export async function uploadTable({ engine, sizes, rounds, log }) {
  const rows = [];
  for (const megabytes of sizes) {
    const folder = contentFolder(megabytes);
    try {
      const { zip, packSeconds } = await packFolder(folder);
      const results = [];
      for (let round = 0; round < rounds; round++) {
        const peers = {};
        for (const [name, about] of [
          ["floor", { peer: "floor", archive: zip }],
          ["ours", { peer: "ours", archive: zip }],
          ["folder", { peer: "ours", archive: `${folder}/code` }],
          ["plain", { peer: "plain", archive: zip }],
        ]) {
          log(`${megabytes} MB, round ${round + 1} of ${rounds}: ${name}`);
          peers[name] = await upload({ engine, ...about });
          if (peers[name].failed) {
            throw new Error(`${name}, ${megabytes} MB: ${peers[name].failed}`);
          }
        }
        results.push(peers);
      }
      const ratio = (name) => minAndMedian(results.map((peers) => peers[name].seconds / peers.floor.seconds));
      const mid = (name, value, digits) => median(results.map((peers) => value(peers[name]))).toFixed(digits);
      rows.push([
        `${megabytes} MB`,
        mid("floor", ({ seconds }) => seconds, 1),
        ratio("ours"),
        ratio("folder"),
        ratio("plain"),
        packSeconds.toFixed(2),
        ...["floor", "ours", "folder", "plain"].map((name) => mid(name, ({ peakMb }) => peakMb, 0)),
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const head = ["", "floor, s", "ours, zip", "ours, folder", "plain, zip", "packing alone, s"];
  return markdownTable([...head, "peak MB: floor", "ours, zip", "ours, folder", "plain"], rows);
}
