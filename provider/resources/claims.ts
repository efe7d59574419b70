/** What the resources of one run have taken for themselves, so that two of one program do not manage the same thing. */
export class Claims {
  readonly #taken = new Set<string>();
  /** The tenant that the program's resources are of, as the state of one of them tells. */
  tenantId: string | undefined;

  /** False where it is taken already. */
  take(key: string): boolean {
    if (this.#taken.has(key)) {
      return false;
    }
    this.#taken.add(key);
    return true;
  }

  has(key: string): boolean {
    return this.#taken.has(key);
  }

  release(key: string): void {
    this.#taken.delete(key);
  }
}
