/**
 * Parses a time as the tenant writes it: as in the reference's example (`2009-11-10 23:00:00 +0000 UTC`) or ISO 8601. A time
 * without zone is UTC.
 *
 * @returns milliseconds since the epoch, or NaN if the text is no time
 */
export function parseCreated(text: string): number {
  const iso = text
    .trim()
    .replace(/ ([+-]\d\d):?(\d\d)( [A-Z]+)?$/, "$1:$2")
    .replace(" ", "T");
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`);
}
