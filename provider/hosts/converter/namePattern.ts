/** Whether a name matches one of the patterns: `*` stands for any text, `?` for one character. Without patterns, every name does. */
export function namePattern(globs: readonly string[]): (name: string) => boolean {
  const patterns = globs.map(patternOf);
  return (name) => patterns.length === 0 || patterns.some((pattern) => pattern.test(name));
}

function patternOf(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "su");
}
