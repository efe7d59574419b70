/** The model: who made which customizer and which link. Facts come from the tenant and the state, never from the provider. */
export class Ownership {
  /** Customizers that somebody outside made and that no declared resource has adopted. */
  readonly strangers = new Set<string>();
  /** Those among the strangers that only fill the tenant's pages. No other outside change touches them. */
  readonly crowd = new Set<string>();
  /** Customizers made outside that a declared resource has adopted. */
  readonly adopted = new Set<string>();
  /** Customizers that the provider made. */
  readonly made = new Set<string>();
  /** Customizers that the provider made and that no state can hold: a killed run made them, or an error named their id. */
  readonly leftOver = new Set<string>();
  /** Instances whose present link, or missing link, is the work of somebody outside. */
  readonly linkedOutside = new Set<string>();
  /** Instances whose present link a killed or failed run made; the state may not know it. */
  readonly linkedUnrecorded = new Set<string>();
  readonly #ownLinks = new Set<string>();

  /** Notes that the program's link of an instance to a customizer exists. */
  ownLink(instance: string, customizerId: string): void {
    this.#ownLinks.add(`${instance} ${customizerId}`);
  }

  /** Whether the program has ever held the link of an instance to a customizer. */
  hasOwned(instance: string, customizerId: string): boolean {
    return this.#ownLinks.has(`${instance} ${customizerId}`);
  }
}
