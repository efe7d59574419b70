import fc from "fast-check";
import type { Tenant } from "../../tenant";
import { INSTANCES, NAMES } from "./names";
import type { Ownership } from "./ownership";
import { zipOfCode } from "./zipOfCode";

const KINDS = ["create", "rename", "remove", "link", "unlink", "upload"] as const;

/** A change that somebody makes in the tenant without the program. */
export interface Outside {
  readonly kind: (typeof KINDS)[number];
  readonly which: number;
  readonly name: number;
  readonly instance: number;
}

export const outsideChanges: fc.Arbitrary<Outside> = fc.record({
  kind: fc.constantFrom(...KINDS),
  which: fc.nat(5),
  name: fc.nat(NAMES.length - 1),
  instance: fc.nat(INSTANCES.length - 1),
});

/** Makes the change and notes its author. Returns the change in words, or undefined if nothing could be changed. */
export async function changeOutside(
  tenant: Tenant,
  ownership: Ownership,
  change: Outside,
): Promise<string | undefined> {
  const name = NAMES[change.name] as string;
  const instance = INSTANCES[change.instance] as string;
  const candidates = tenant.customizers.filter((one) => !ownership.crowd.has(one.id));
  const customizer = candidates[change.which % Math.max(candidates.length, 1)];
  if (change.kind === "create") {
    const { id } = tenant.edit.create(name);
    ownership.strangers.add(id);
    return `create "${name}" (${shortId(id)})`;
  }
  if (change.kind === "unlink") {
    if (tenant.instances.find(({ id }) => id === instance)?.connectorCustomizerId === undefined) {
      return undefined;
    }
    tenant.edit.link(instance, null);
    ownership.linkedOutside.add(instance);
    return `unlink ${instance}`;
  }
  if (!customizer) {
    return undefined;
  }
  const { id, name: oldName } = customizer;
  const what = `"${oldName}" (${shortId(id)})`;
  switch (change.kind) {
    case "rename":
      tenant.edit.rename(id, name);
      return `rename ${what} to "${name}"`;
    case "remove":
      for (const linked of tenant.instances.filter((one) => one.connectorCustomizerId === id)) {
        ownership.linkedOutside.add(linked.id);
      }
      tenant.edit.remove(id);
      return `delete ${what}`;
    case "link":
      tenant.edit.link(instance, id);
      ownership.linkedOutside.add(instance);
      return `link ${instance} → ${what}`;
    case "upload":
      await tenant.edit.upload(id, await zipOfCode(1000));
      return `upload to ${what}`;
  }
}

/** The start of an id, enough to tell ids apart in a history. */
export function shortId(id: string): string {
  return id.slice(0, 6);
}
