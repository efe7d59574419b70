/** The minimum and the median, as `1.02 / 1.05`; one number if there was one round. */
export function minAndMedian(values, digits = 2) {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((a, b) => a - b);
  if (sorted.length === 0) {
    return "–";
  }
  const shown = (value) => value.toFixed(digits);
  return sorted.length === 1 ? shown(sorted[0]) : `${shown(sorted[0])} / ${shown(median(sorted))}`;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
