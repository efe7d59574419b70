const LINE = 18;
const COLUMN = 7.83;
const PADDING = 14;
const BAR = 30;
const START_SECONDS = 1;
const HOLD_SECONDS = 9;

/** Light and dark: text, ground, frame, then the terminal's colours from black to white. */
const LIGHT = [
  "#1f2328",
  "#fff",
  "#d1d9e0",
  "#24292f",
  "#b3261e",
  "#116329",
  "#7d4e00",
  "#0550ae",
  "#8250df",
  "#1b6b72",
  "#57606a",
];
const DARK = [
  "#e6edf3",
  "#0d1117",
  "#30363d",
  "#8b949e",
  "#ff7b72",
  "#56d364",
  "#e3b341",
  "#79c0ff",
  "#d2a8ff",
  "#56d4dd",
  "#c9d1d9",
];

/**
 * Draws what a terminal showed as an animated SVG. Without animation, it shows the end.
 *
 * @param {Awaited<ReturnType<import("./screenHistory.mjs").screenHistory>>} history
 */
export function terminalPicture({ columns, rows, frames }) {
  const start = START_SECONDS;
  const total = start + frames.at(-1).at + HOLD_SECONDS;
  const percent = (frame) => `${Number(((100 * (start + frames[frame].at)) / total).toFixed(2))}%`;
  const [width, height] = [Math.ceil(columns * COLUMN + 2 * PADDING), rows * LINE + 2 * PADDING + BAR];
  const spans = spansOf(frames);
  const names = new Map([...spans.keys()].map((span, index) => [span, `f${index}`]));
  const animation = [...names].map(([span, name]) => {
    const [from, to] = span.split("-").map(Number);
    const end = to < frames.length ? `${percent(to)}{visibility:hidden}` : "";
    return `@keyframes ${name}{0%{visibility:hidden}${percent(from)}{visibility:visible}${end}}.${name}{animation-name:${name}}`;
  });
  const scrolls = frames.flatMap(({ top }, index) =>
    top === (frames[index - 1]?.top ?? 0) ? [] : [`${percent(index)}{transform:translateY(${-top * LINE}px)}`],
  );
  const end = frames.at(-1);
  const groups = [...spans].map(([span, lines]) => {
    const stays = span.endsWith(`-${frames.length}`);
    const texts = lines.map(({ y, runs }) => `<text y="${y * LINE}">${runs.map(runText).join("")}</text>`);
    return `<g class="v ${names.get(span)}${stays ? "" : " h"}">${texts.join("")}</g>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>A recording of \`npm run up\` in a terminal</title>
<desc>${escaped(
    end.lines
      .map(({ runs }) => runs.map(({ text }) => text).join(""))
      .join("\n")
      .trim(),
  )}</desc>
<style>
${palette(LIGHT)}
@media (prefers-color-scheme:dark){${palette(DARK)}}
text{font:13px ui-monospace,SFMono-Regular,Menlo,"DejaVu Sans Mono",Consolas,monospace;white-space:pre;fill:var(--t)}
${Array.from({ length: 8 }, (_, index) => `.c${index}{fill:var(--${index})}`).join("")}.b{font-weight:700}.d{opacity:.65}.u{text-decoration:underline}
.h{visibility:hidden}.s{transform:translateY(${-end.top * LINE}px)}
@media (prefers-reduced-motion:no-preference){.v,.s{animation:${total.toFixed(1)}s step-end infinite}
.s{animation-name:s}@keyframes s{0%{transform:none}${scrolls.join("")}}
${animation.join("\n")}}
</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="var(--g)" stroke="var(--f)"/>
<path d="M0 ${BAR}.5H${width}" stroke="var(--f)"/><text x="${PADDING}" y="20"><tspan class="c2">$ </tspan><tspan class="b">npm run up</tspan></text>
<clipPath id="screen"><rect width="${width - 2 * PADDING}" height="${rows * LINE}"/></clipPath>
<g transform="translate(${PADDING} ${BAR + PADDING})" clip-path="url(#screen)"><g class="s"><g transform="translate(0 13)">
${groups.join("\n")}
</g></g></g>
</svg>
`;
}

/** The lines of all frames, by the frames from which and up to which they show: "3-7". */
function spansOf(frames) {
  const spans = new Map();
  const most = Math.max(...frames.map(({ lines }) => lines.length));
  for (let y = 0; y < most; y++) {
    for (let from = 0; from < frames.length; ) {
      const line = frames[from].lines[y];
      let to = from + 1;
      while (to < frames.length && frames[to].lines[y]?.key === line?.key) {
        to++;
      }
      if (line && line.runs.length > 0) {
        const span = `${from}-${to}`;
        spans.set(span, [...(spans.get(span) ?? []), { y, runs: line.runs }]);
      }
      from = to;
    }
  }
  return spans;
}

function runText({ text, style }) {
  return style === "" ? escaped(text) : `<tspan class="${style}">${escaped(text)}</tspan>`;
}

function palette([text, ground, frame, ...colors]) {
  const named = colors.map((color, index) => `--${index}:${color}`);
  return `svg{--t:${text};--g:${ground};--f:${frame};${named.join(";")}}`;
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
