import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { screenHistory } from "../../tools/recording/screenHistory.mjs";
import { terminalPicture } from "../../tools/recording/terminalPicture.mjs";

const castOf = (...events: [number, string][]) =>
  [{ version: 2, width: 20, height: 3 }, ...events.map(([at, text]) => [at, "o", text])]
    .map((line) => JSON.stringify(line))
    .join("\n");

const textOf = ({ runs }: { runs: { text: string }[] }) => runs.map(({ text }) => text).join("");

test("a recording becomes what the screen showed: redrawn lines, scrolled lines, colours, and no long waits", async () => {
  const clock = Array.from({ length: 100 }, (_, index): [number, string] => [index + 1, `\r\x1b[K${index + 1} s`]);
  const { frames } = await screenHistory(
    castOf([0, "one\r\n"], ...clock, [101, "\r\x1b[Klost"], [101.01, "\r\x1b[K\x1b[31mred\x1b[0m <b>\r\n3\r\n4"]),
  );
  expect(frames.map(({ top, lines }) => [top, ...lines.map(textOf)])).toEqual([
    [0, "one"],
    [0, "one", "33 s"],
    [0, "one", "67 s"],
    [0, "one", "100 s"],
    [1, "one", "red <b>", "3", "4"],
  ]);
  expect(frames.at(-1)?.at).toBeLessThan(5);
  expect(frames.at(-1)?.lines[1]?.runs[0]).toEqual({ text: "red", style: "c1" });
});

test("the picture shows the end where nothing is animated, in light and dark", async () => {
  const picture = terminalPicture(await screenHistory(castOf([0, "first"], [2, "\r\x1b[Klast & <b>"])));
  expect(picture).toMatch(/<g class="v f0 h"><text y="0">first<\/text><\/g>/);
  expect(picture).toMatch(/<g class="v f1"><text y="0">last &amp; &lt;b&gt;<\/text><\/g>/);
  expect(picture).toContain("@media (prefers-color-scheme:dark)");
  const animated = picture.slice(picture.indexOf("@media (prefers-reduced-motion:no-preference)"));
  expect(animated).toContain("animation:");
  expect(picture.replace(animated, "")).not.toContain("animation");
});

test("the picture of the first run is whole, small and of no machine", () => {
  const picture = readFileSync("docs/pictures/firstRun.svg", "utf8");
  for (const line of [
    "In the tenant:",
    "Tenant:  http://127.0.0.1:",
    "Next: ",
    "`npm run destroy` removes everything",
  ]) {
    expect(picture).toContain(line);
  }
  expect(picture.length).toBeLessThan(60_000);
  expect(picture).not.toMatch(/\/root\b|\/home\b|\/tmp\b|\/work\b|https?:\/\/(?!127\.0\.0\.1:|www\.w3\.org\/)/);
});
