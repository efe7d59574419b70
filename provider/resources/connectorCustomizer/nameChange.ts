import type { Log } from "../../client/log";

/** What happens when a customizer's name changes. */
export const NAME_CHANGES = ["replace", "rename"] as const;

export type NameChange = (typeof NAME_CHANGES)[number];

const KEEP_IT = 'set onNameChange: "rename"';

/** Programs in YAML and HCL get composed characters (Unicode NFC), whatever the tenant has: that is no other name. */
export function isSameName(one: unknown, other: unknown): boolean {
  return (
    one === other || (typeof one === "string" && typeof other === "string" && one.normalize() === other.normalize())
  );
}

/**
 * Warns about a replacement that deletes code. After somebody's rename in SailPoint the program is unchanged, and the
 * preview shows no more than the word "replace".
 */
export function tellReplacement(
  log: Log,
  id: string,
  state: { readonly name: string; readonly imageVersion?: number },
  name: unknown,
): void {
  if (state.imageVersion !== undefined && typeof name === "string") {
    log.info(
      `warning: the replacement deletes the connector customizer ${id} with all its versions (newest: ` +
        `${state.imageVersion}): its name is ${JSON.stringify(state.name)}, and the program declares ${JSON.stringify(name)}. To keep it, ` +
        `${KEEP_IT}, or declare the name that it has`,
    );
  }
}

/** Warns about a name that somebody changed outside of the program. */
export function tellRenamedOutside(log: Log, id: string, names: { state: string; tenant: string }, then?: NameChange) {
  const next =
    then === "rename"
      ? "the next `pulumi up` renames it back, if the program still has the old name"
      : "the next `pulumi up` replaces it and deletes its versions, if the program still has the old name. " +
        `To keep it, use the new name in the program, or ${KEEP_IT}`;
  log.info(
    `warning: the connector customizer ${id} was renamed in the tenant from ${JSON.stringify(names.state)} to ` +
      `${JSON.stringify(names.tenant)}: ${next}`,
  );
}
