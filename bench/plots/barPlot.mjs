import { round, svg, text, WIDTH } from "./svg.mjs";

const LEFT = 100;
const TOP = 84;
const BAR = 15;
const GROUP = 2 * BAR + 18;

/**
 * Two bars for each row, with their values at their ends.
 *
 * @param {{ title: string[], subtitle: string, unit: string, rows: { name: string, bars: { peer: string, value: number, note?: string }[] }[] }} plot
 */
export function barPlot({ title, subtitle, unit, rows }) {
  const longest = Math.max(...rows.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const width = (value) => (value / longest) * (WIDTH - LEFT - 190);
  const body = rows.flatMap(({ name, bars }, row) => {
    const y = TOP + row * GROUP;
    return [
      text(LEFT - 10, y + BAR + 5, name, "", "end"),
      ...bars.flatMap(({ peer, value, note = "" }, index) => {
        const top = y + index * BAR;
        return [
          `<rect class="${peer}" x="${LEFT}" y="${top}" width="${round(width(value))}" height="${BAR - 3}" rx="1" stroke-width="0"/>`,
          text(LEFT + width(value) + 7, top + BAR - 4, `${value.toFixed(1)} ${unit} ${note}`.trim(), `label ${peer}`),
        ];
      }),
    ];
  });
  return svg({ title, subtitle, height: TOP + rows.length * GROUP + 8, body });
}
