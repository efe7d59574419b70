/** A number with its noun: `1 file`, `2 files`. */
export function counted(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}

/** A size as people read it: `412 kB`. */
export function bytes(size: number): string {
  if (size < 1_000) {
    return counted(size, "byte");
  }
  const [unit, divisor] = size < 1_000_000 ? ["kB", 1_000] : ["MB", 1_000_000];
  const amount = size / divisor;
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount)} ${unit}`;
}
