import xterm from "@xterm/headless";

/** Of a stretch in which only a clock or a spinner moves, so many frames remain. */
const FRAMES_OF_WAIT = 4;
const SHORTEST_FRAME = 0.35;
const LONGEST_FRAME = 0.8;
/** Redraws that follow each other this fast are one frame. */
const REDRAW_SECONDS = 0.05;

/**
 * @typedef {{ text: string, style: string }} Run a piece of a line in one style; the style is a list of CSS classes
 * @typedef {{ runs: Run[], key: string }} Line
 * @typedef {{ at: number, top: number, lines: Line[] }} Frame `lines` begins with the first that was ever shown; `top` is the
 *   first on the screen
 */

/**
 * What a terminal showed during a recording. Waits are shortened, and what changes at once comes one after the other.
 *
 * @param {string} cast in the format asciicast v2
 * @returns {Promise<{ columns: number, rows: number, frames: Frame[] }>}
 */
export async function screenHistory(cast) {
  const [header, ...events] = cast
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { width: columns, height: rows } = header;
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const screens = [];
  for (const [index, [at, , text]] of events.entries()) {
    await new Promise((done) => terminal.write(text, done));
    if ((events[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) - at > REDRAW_SECONDS) {
      screens.push({ at, ...shown(terminal.buffer.active) });
    }
  }
  return { columns, rows, frames: timed(withoutWaits(screens)) };
}

function withoutWaits(screens) {
  const stretches = [];
  for (const screen of screens) {
    const shape = screen.lines.map(shapeOf).join("\n").trimEnd();
    if (stretches.at(-1)?.shape === shape) {
      stretches.at(-1).screens.push(screen);
    } else {
      stretches.push({ shape, screens: [screen] });
    }
  }
  return stretches.flatMap(({ screens: all }) => {
    const step = Math.max(1, (all.length - 1) / (FRAMES_OF_WAIT - 1));
    const kept = new Set(
      Array.from({ length: FRAMES_OF_WAIT }, (_, index) => Math.min(all.length - 1, Math.round(index * step))),
    );
    return [...kept].map((index) => all[index]);
  });
}

/** A line without what moves while nothing happens: numbers of a clock, dots, npm's spinner. */
function shapeOf({ runs }) {
  return runs
    .map(({ text }) => text)
    .join("")
    .replace(/(\d+ ?(s|min)\b ?)+|\.{1,3}(?= *$)|[\u2800-\u28ff]/g, "")
    .trimEnd();
}

function timed(screens) {
  let now = 0;
  return screens.map((screen, index) => {
    const at = now;
    const pause = (screens[index + 1]?.at ?? screen.at) - screen.at;
    now += Math.min(LONGEST_FRAME, Math.max(SHORTEST_FRAME, pause));
    return { ...screen, at };
  });
}

function shown(buffer) {
  const lines = Array.from({ length: buffer.length }, (_, y) => lineOf(buffer.getLine(y)));
  const last = lines.findLastIndex(({ runs }) => runs.length > 0);
  return { top: buffer.baseY, lines: lines.slice(0, last + 1) };
}

function lineOf(line) {
  const runs = [];
  for (let x = 0; x < line.length; x++) {
    const cell = line.getCell(x);
    const [text, style] = [cell.getChars() || " ", styleOf(cell)];
    if (cell.getWidth() > 0) {
      if (runs.at(-1)?.style === style) {
        runs.at(-1).text += text;
      } else {
        runs.push({ text, style });
      }
    }
  }
  while (runs.length > 0 && runs.at(-1).text.trimEnd() === "") {
    runs.pop();
  }
  const end = runs.at(-1);
  if (end) {
    end.text = end.text.trimEnd();
  }
  return { runs, key: JSON.stringify(runs) };
}

/** Terminals show the first 16 colours as they like; the picture shows no others. */
function styleOf(cell) {
  const palette = cell.isFgPalette() ? cell.getFgColor() : -1;
  return [
    palette >= 0 && palette < 16 ? `c${palette % 8}` : "",
    cell.isBold() ? "b" : "",
    cell.isDim() ? "d" : "",
    cell.isUnderline() ? "u" : "",
  ]
    .filter(Boolean)
    .join(" ");
}
