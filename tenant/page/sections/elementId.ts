/** The id of an element that shows a record. Ids of records can hold any character; those of elements here do not. */
export function elementId(kind: string, id: string): string {
  return `${kind}-${id.replace(/[^\w-]/g, (character) => `.${character.codePointAt(0)?.toString(16)}`)}`;
}
