import { IscError } from "../../client/iscError";
import type { Customizer } from "../../client/wireTypes";
import type { Ownership } from "../ownership";
import type { Context } from "../resource";
import { guardTenant } from "../tenantGuard";
import { createOnce } from "./createOnce";
import { withDate } from "./withDate";

/** Reserves a name while `work` runs: two resources that take one name at the same moment would both find it free. */
export async function withReservedName<T>(
  { ownership }: Context,
  name: string,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!ownership.reserveName(name)) {
    throw new Error(
      `Could not ${what}: another resource of this program has the same name. ` +
        "Give one of them another name; a customizer can be managed by one resource only.",
    );
  }
  try {
    return await work();
  } finally {
    ownership.releaseName(name);
  }
}

/** Creates a customizer of this name, or adopts the one that has the name. */
export async function adoptOrCreate(context: Context, name: string, adopt: boolean, what: string): Promise<Customizer> {
  try {
    return await adoptOrCreateOnce(context, name, adopt, what);
  } catch (error) {
    if (adopt) {
      context.ownership.noteFailedAdoption(name);
    }
    throw error;
  }
}

async function adoptOrCreateOnce(context: Context, name: string, adopt: boolean, what: string): Promise<Customizer> {
  const { client, customizers, names, ownership, log, recentlyCreated } = context;
  const existing = await names.named(name);
  const [first] = existing;
  if (first) {
    await ownership.announcedAreKnown();
    refuseTaken(ownership, existing, what, adopt);
    // Adoptions that come together share a listing, which is newer than the one of the names.
    const adopted = await customizers.read(first.id, "adoption", ownership.adoptsMany);
    if (adopted?.name === name) {
      ownership.takeCustomizer(adopted.id, name, "adoption", context.urn);
      names.put(adopted);
      const since = adopted.created === "" ? "" : `, created ${adopted.created}`;
      log.info(`adopted the existing connector customizer ${adopted.id} (${JSON.stringify(name)})${since}`);
      return adopted;
    }
    // It was deleted or renamed after the names were listed.
    if (adopted) {
      names.put(adopted);
    } else {
      names.remove(first.id);
    }
  }
  if (name.trim() !== name) {
    throw new Error(
      `Could not ${what}: the tenant has no customizer of exactly this name to adopt, and a new one must not have a name that ` +
        "begins or ends with white space.",
    );
  }
  // Other resources of the stack may have shown their tenant since.
  await guardTenant(context, what);
  const idsBefore = await names.idsBefore(name);
  try {
    const created = await createOnce(client, name, idsBefore, log);
    recentlyCreated.add(created.id);
    ownership.takeCustomizer(created.id, name, "creation", context.urn);
    names.put(created);
    return created;
  } catch (error) {
    if (error instanceof IscError && error.ambiguous) {
      names.markUncertain(name);
    }
    throw error;
  }
}

/** Stops a create if the name is taken, unless its customizer may be adopted. */
function refuseTaken(ownership: Ownership, existing: readonly Customizer[], what: string, adopt: boolean): void {
  const managed = existing.find(({ id }) => ownership.holdsCustomizer(id));
  if (managed) {
    throw new Error(
      `Could not ${what}: another resource of this program manages the one of this name, ${managed.id}. ` +
        "Give one of them another name; a customizer can be managed by one resource only. " +
        `If this resource is to replace it, ${REPLACE_IN_PLACE}.`,
    );
  }
  if (!adopt && existing.some(({ id }) => ownership.givesUpCustomizer(id))) {
    throw new Error(
      `Could not ${what}: ${describeTaken(existing)}, of another resource of this program that gives the name up in the ` +
        "same run. Set the option deleteBeforeReplace: true on that resource, or make the changes in two runs.",
    );
  }
  if (!adopt) {
    throw new Error(
      `Could not ${what}: ${describeTaken(existing)}. It may be left over from an interrupted run, or be somebody else's. ` +
        "To take it over, set adopt: true on the resource (or `pulumi config set sailpoint:adopt true` for the stack). " +
        "If this stack has it under another logical name, give the resource the option `aliases` with that name. " +
        "Otherwise choose another name, or delete the existing one. " +
        `If this resource is to replace it (\`--replace\`), ${REPLACE_IN_PLACE}.`,
    );
  }
  if (existing.length > 1) {
    throw new Error(
      `Could not ${what}: several customizers have this name, so none was adopted: ` +
        `${existing.map(({ id }) => id).join(", ")}. Rename or delete all but one of them, then run \`pulumi up\` again.`,
    );
  }
}

/** A replacement that keeps the name deletes first, and some tenants delete no linked customizer. */
const REPLACE_IN_PLACE =
  "set its option deleteBeforeReplace: true; if the tenant deletes no linked customizer, remove its links before, with " +
  "`pulumi destroy --target` and the link's URN";

/** Says which customizers have a name. */
export function describeTaken(by: readonly Customizer[]): string {
  return `the tenant already has one of this name, ${by.map(withDate).join(", ")}`;
}
