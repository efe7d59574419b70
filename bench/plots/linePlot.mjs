import { round, svg, text, WIDTH } from "./svg.mjs";

const LEFT = 68;
const RIGHT = WIDTH - 132;
const TOP = 96;
const BOTTOM = 316;
const LABEL_HEIGHT = 17;

/**
 * Lines over N, both axes logarithmic, each line with its name at its end.
 *
 * @param {{ title: string[], subtitle: string, unit: string, series: { peer: string, label: string, points: [number, number][] }[] }} plot
 */
export function linePlot({ title, subtitle, unit, series }) {
  const points = series.flatMap((one) => one.points);
  const x = scale(decades(points.map(([n]) => n)), LEFT, RIGHT);
  const y = scale(decades(points.map(([, value]) => value)), BOTTOM, TOP);
  const body = [
    ...y.ticks.map((value) => gridLine(y(value), `${value.toLocaleString("en")} ${unit}`.trim())),
    ...x.ticks.map((n) => text(x(n), BOTTOM + 22, `N = ${n}`, "muted", "middle")),
    ...series.map((one) => lineOf(one, x, y)),
    ...labels(series, y),
  ];
  return svg({ title, subtitle, height: BOTTOM + 36, body });
}

function gridLine(y, label) {
  return `<path class="grid" d="M${LEFT} ${round(y)}H${RIGHT}"/>${text(LEFT - 8, y + 5, label, "muted", "end")}`;
}

function lineOf({ peer, points }, x, y) {
  const path = points.map(([n, value]) => `${round(x(n))} ${round(y(value))}`).join("L");
  const dots = points.map(
    ([n, value]) => `<circle class="${peer}" cx="${round(x(n))}" cy="${round(y(value))}" r="3"/>`,
  );
  return `<path class="line ${peer}${peer === "floor" ? " dashed" : ""}" d="M${path}"/>${dots.join("")}`;
}

/** The names at the ends of the lines, moved apart where they would overlap. */
function labels(series, y) {
  let free = Number.NEGATIVE_INFINITY;
  return series
    .map(({ peer, label, points }) => ({ peer, label, y: y(points.at(-1)[1]) + 5 }))
    .sort((a, b) => a.y - b.y)
    .map(({ peer, label, y: wanted }) => {
      const at = Math.max(wanted, free + LABEL_HEIGHT);
      free = at;
      return text(RIGHT + 10, at, label, `label ${peer}`);
    });
}

/** The powers of ten around the values. */
function decades(values) {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.ceil(Math.log10(Math.max(...values)) - 0.01);
  return Array.from({ length: to - from + 1 }, (_, index) => 10 ** (from + index));
}

function scale(ticks, from, to) {
  const [low, high] = [Math.log10(ticks[0]), Math.log10(ticks.at(-1))];
  const at = (value) => from + ((Math.log10(value) - low) / (high - low || 1)) * (to - from);
  return Object.assign(at, { ticks });
}
