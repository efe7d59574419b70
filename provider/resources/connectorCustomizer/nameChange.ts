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

/** Says what a replacement costs. An administrator's rename leads to one as well, and the display shows only the names. */
export function tellReplacement(log: Log, id: string, name: unknown): void {
  if (typeof name === "string") {
    log.info(
      `the name ${JSON.stringify(name)} replaces the connector customizer ${id}: a new one is created, and ${id} is ` +
        `deleted with its versions. To keep it and change its name only, ${KEEP_IT}`,
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
