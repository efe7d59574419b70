import type { Archive } from "../archive/archiveSource";

const declared = new Map<string, Archive>();

/**
 * Remembers an archive with its path, as `check` receives it. For `diff` the engine sends the digest alone, which does not
 * identify an archive with linked folders. The customizer does: a program uploads to each from one resource.
 */
export function rememberArchive(customizerId: unknown, archive: Archive): void {
  declared.set(keyOf(customizerId, archive), archive);
}

/** The archive that the program declared for this customizer in this run; undefined in a refresh, which has no program. */
export function declaredArchive(customizerId: unknown, archive: Archive): Archive | undefined {
  return "hidden" in archive.source ? declared.get(keyOf(customizerId, archive)) : archive;
}

function keyOf(customizerId: unknown, { hash }: Archive): string {
  return `${String(customizerId)} ${hash}`;
}
