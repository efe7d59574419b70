/**
 * Turns what stands under "Unreleased" into the section of a version. The heading "Unreleased" stays for what comes next.
 *
 * @param {string} text of CHANGELOG.md
 * @param {string} version
 * @param {string} date as YYYY-MM-DD
 * @throws Error if there is nothing to release
 */
export function releaseChangelog(text, version, date) {
  const heading = /^## Unreleased\n/m.exec(text);
  if (heading === null) {
    throw new Error('CHANGELOG.md has no heading "## Unreleased". Add it, with what has changed below it.');
  }
  const before = text.slice(0, heading.index);
  const rest = text.slice(heading.index + heading[0].length);
  if (rest.split(/^## /m)[0].trim() === "") {
    throw new Error('CHANGELOG.md says nothing under "Unreleased". Add what has changed.');
  }
  return `${before}## Unreleased\n\n## ${version} (${date})\n${rest}`;
}

/** What stands in a changelog under the heading of a version. */
export function changesOf(text, version) {
  const [, ...sections] = text.split(/^## /m);
  const section = sections.find((each) => each.startsWith(`${version} (`)) ?? "";
  return section.split("\n").slice(1).join("\n").trim();
}
