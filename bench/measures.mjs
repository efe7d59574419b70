import { rmSync } from "node:fs";
import { engineAlone, SETTINGS } from "./engineSettings.mjs";
import { median, minAndMedian } from "./lib/stats.mjs";
import { table } from "./lib/table.mjs";
import { providerStart } from "./providerStart.mjs";
import { contentFolder, packFolder, upload } from "./uploads.mjs";

/** Uploads of random bytes in twenty files, and packing them. */
export async function measureUploads({ engine, sizes, rounds, log }) {
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
  return table([...head, "peak MB: floor", "ours, zip", "ours, folder", "plain"], rows);
}

/** The provider process from its start to its first answers. */
export async function measureStart({ rounds, log }) {
  const results = [];
  for (let round = 0; round < rounds; round++) {
    log(`provider start, round ${round + 1} of ${rounds}`);
    results.push({ floor: await providerStart("floor"), ours: await providerStart("ours") });
  }
  const rows = [
    ["check and diff answered, as in an unchanged up", "unchangedMs"],
    ["and a create, with its token and listing", "createMs"],
  ].map(([what, key]) => [
    what,
    median(results.map(({ floor }) => floor[key])).toFixed(0),
    median(results.map(({ ours }) => ours[key])).toFixed(0),
    minAndMedian(results.map(({ floor, ours }) => ours[key] / floor[key])),
  ]);
  return table(["", "empty provider, ms", "ours, ms", "ours"], rows);
}

/** What the engine alone takes to create N, by its own settings. */
export async function measureEngine({ engine, count, log }) {
  const rows = [];
  let first;
  for (const [name, env] of Object.entries(SETTINGS)) {
    log(`the engine alone, N = ${count}: ${name}`);
    const seconds = await engineAlone({ engine, count, env });
    first ??= seconds;
    rows.push([name === "as it is" ? name : `\`${name}\``, seconds.toFixed(1), (seconds / first).toFixed(2)]);
  }
  return table([`create ${count}, no provider work`, "s", "to as it is"], rows);
}
