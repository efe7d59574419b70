export const WIDTH = 480;

/** Colours by peer, with enough contrast on white and on GitHub's dark background. */
const COLOURS = {
  floor: ["#59636e", "#9198a1"],
  ours: ["#0550ae", "#79c0ff"],
  plugin: ["#0550ae", "#79c0ff"],
  plain: ["#9a3412", "#ffa657"],
  dynamic: ["#9a3412", "#ffa657"],
  script: ["#116329", "#7ee787"],
};

const rules = (shade) =>
  Object.entries(COLOURS)
    .map(([peer, colours]) => `.${peer}{stroke:${colours[shade]};fill:${colours[shade]}}`)
    .join("");

const STYLE =
  `text{font:14px system-ui,sans-serif;fill:#1f2328;stroke:none}.title{font-size:16px;font-weight:600}` +
  `.muted{fill:#59636e}.back{fill:#fff}.grid{stroke:#d1d9e0}.line{fill:none;stroke-width:2.5}.label{stroke:none}${rules(0)}` +
  `@media(prefers-color-scheme:dark){text{fill:#f0f6fc}.muted{fill:#9198a1}.back{fill:#0d1117}.grid{stroke:#3d444d}${rules(1)}}` +
  `text.label{stroke:none}path.line{fill:none}.dashed{stroke-dasharray:5 4}`;

/**
 * An SVG that follows the reader's light or dark setting, also in an `<img>`.
 *
 * @param {{ title: string[], subtitle: string, height: number, body: string[] }} parts `title` by line
 */
export function svg({ title, subtitle, height, body }) {
  const heading = [
    ...title.map((line, index) => text(16, 26 + index * 20, line, "title")),
    text(16, 28 + title.length * 20, subtitle, "muted"),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title.join(" "))}</title>`,
    `<style>${STYLE}</style>`,
    `<rect class="back" width="${WIDTH}" height="${height}"/>`,
    ...heading,
    ...body,
    "</svg>\n",
  ].join("\n");
}

export function text(x, y, content, kind = "", anchor = "start") {
  return `<text x="${round(x)}" y="${round(y)}" class="${kind}" text-anchor="${anchor}">${escaped(content)}</text>`;
}

export function round(value) {
  return Math.round(value * 10) / 10;
}

function escaped(content) {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
