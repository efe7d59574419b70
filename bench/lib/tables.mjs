import { markdownTable } from "./markdownTable.mjs";

/** @typedef {{ title: string, head: string[], rows: string[][] }} Table */

/**
 * Reads the tables of a measurement's sections. The title of a table is the headings before it; a line of text right before a table
 * belongs to its title.
 *
 * @returns {Table[]}
 */
export function readTables(markdown) {
  const tables = [];
  let heading = "";
  let lead = "";
  let before = "";
  for (const line of markdown.split("\n")) {
    if (line.startsWith("### ")) {
      heading = line.slice(4);
      lead = "";
    } else if (!line.startsWith("|")) {
      lead = line || lead;
    } else if (!before.startsWith("|")) {
      tables.push({ title: [heading, lead].filter(Boolean).join(": "), head: cells(line), rows: [] });
      lead = "";
    } else if (!line.startsWith("| -")) {
      tables.at(-1).rows.push(cells(line));
    }
    before = line;
  }
  return tables;
}

/** A table behind a fold, as GitHub shows it. */
export function foldedTable({ title, head, rows }) {
  return `<details>\n<summary>${title}</summary>\n\n${markdownTable(head, rows)}\n\n</details>`;
}

/** The table of this title. @returns {Table} */
export function tableOf({ tables }, title) {
  const found = tables.find((table) => table.title === title);
  if (!found) {
    throw new Error(`The results have no table ${JSON.stringify(title)}.`);
  }
  return found;
}

/**
 * A number of a table. Of `1.02 / 1.05`, minimum and median, the median.
 *
 * @param {number | string} column its place, or its head if that is there once
 */
export function numberAt({ title, head, rows }, row, column) {
  const place = typeof column === "number" ? column : head.indexOf(column);
  const value = Number(
    rows
      .find(([name]) => name === row)
      ?.[place]?.split(" / ")
      .at(-1),
  );
  if (Number.isNaN(value)) {
    throw new Error(`The table ${JSON.stringify(title)} has no number at ${row}, ${column}.`);
  }
  return value;
}

function cells(line) {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}
