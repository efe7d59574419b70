/** The claim of a resource that has a customizer and keeps it. */
export function claimOf(id: string): string {
  return `customizer ${id}`;
}

/** The claim of a resource that gives its customizer up in this run, being replaced. */
export function leavingOf(id: string): string {
  return `leaving customizer ${id}`;
}
