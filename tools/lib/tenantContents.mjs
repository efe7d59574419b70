/** The customizers of the embedded tenant, a line for each. */
export function tenantContents({ customizers }) {
  const width = Math.max(...customizers.map(({ name }) => name.length));
  return customizers.map(({ name, id, created }) => `  ${name.padEnd(width)}  ${id}  created ${created}`);
}
