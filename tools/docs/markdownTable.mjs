/** A Markdown table with aligned columns, as the formatter writes it. */
export function markdownTable(head, rows) {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(" | ")} |\n`;
  const [first, ...others] = cells;
  return `${line(first)}${line(widths.map((width) => "-".repeat(width)))}${others.map(line).join("")}`;
}
