import type { Archive } from "../../archive/archiveSource";

/**
 * The archives that the program of this run declares, with their paths, as `check` receives them. For `diff` the engine sends
 * the digest alone, which does not identify an archive with linked folders. The customizer does: a program uploads to each
 * from one resource.
 */
export class DeclaredArchives {
  readonly #declared = new Map<string, Archive>();
  readonly #customizerIds = new Set<unknown>();

  add(customizerId: unknown, archive: Archive): void {
    this.#customizerIds.add(customizerId);
    this.#declared.set(keyOf(customizerId, archive), archive);
  }

  /** Whether the program declares code for this customizer. */
  areDeclaredFor(customizerId: string): boolean {
    return this.#customizerIds.has(customizerId);
  }

  /** The archive that the program declared for this customizer; undefined in a refresh, which has no program. */
  find(customizerId: unknown, archive: Archive): Archive | undefined {
    return "hidden" in archive.source ? this.#declared.get(keyOf(customizerId, archive)) : archive;
  }
}

function keyOf(customizerId: unknown, { hash }: Archive): string {
  return `${String(customizerId)} ${hash}`;
}
