import type { Archive } from "../../archive/archiveSource";

/**
 * The archives that the program of this run declares, with their paths, as `check` receives them. For `diff` the engine sends
 * the digest alone, which does not identify an archive with linked folders. The customizer does: a program uploads to each
 * from one resource.
 */
export class DeclaredArchives {
  /** By customizer, then by digest. */
  readonly #declared = new Map<unknown, Map<string | undefined, Archive>>();

  add(customizerId: unknown, archive: Archive): void {
    const archives = this.#declared.get(customizerId) ?? new Map<string | undefined, Archive>();
    this.#declared.set(customizerId, archives.set(archive.hash, archive));
  }

  /** Whether the program declares code for this customizer. */
  areDeclaredFor(customizerId: string): boolean {
    return this.#declared.has(customizerId);
  }

  /** The archive that the program declared for this customizer; undefined in a refresh, which has no program. */
  find(customizerId: unknown, archive: Archive): Archive | undefined {
    return "hidden" in archive.source ? this.#declared.get(customizerId)?.get(archive.hash) : archive;
  }
}
