import { createOnce } from "../client/createOnce";
import { IscError } from "../client/iscError";
import type { Customizer } from "../client/wireTypes";
import type { Claims } from "./claims";
import { claimOf, leavingOf } from "./customizerClaims";
import type { Context } from "./resource";

/** Two resources of one program that take a name at the same moment would both find it free. */
export async function reserving<T>(
  { claims }: Context,
  name: string,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const claim = `name ${name}`;
  if (!claims.take(claim)) {
    throw new Error(
      `Could not ${what}: another resource of this program has the same name. ` +
        "Give one of them another name; a customizer can be managed by one resource only.",
    );
  }
  try {
    return await work();
  } finally {
    claims.release(claim);
  }
}

/** Makes a customizer of this name, or takes the one over that has it. */
export async function adoptOrCreate(context: Context, name: string, adopt: boolean, what: string): Promise<Customizer> {
  const { client, names, claims, log } = context;
  const [listed, ...others] = await names.named(name);
  if (listed) {
    refuseTaken(claims, [listed, ...others], what, adopt);
    const existing = await client.customizer(listed.id);
    if (existing?.name === name) {
      claims.take(claimOf(existing.id));
      names.adopt(existing);
      log.info(
        `adopted the existing connector customizer ${JSON.stringify(name)}, ${existing.id}, created ${existing.created}`,
      );
      return existing;
    }
    // It was deleted or renamed after the names were listed.
    await (existing ? names.put(existing) : names.forget(listed.id));
  }
  const created = await createOnce(client, name, (id) => names.has(id), log).catch((error: unknown) => {
    if (error instanceof IscError && error.ambiguous) {
      names.doubt();
    }
    throw error;
  });
  claims.take(claimOf(created.id));
  await names.put(created);
  return created;
}

/** Stops a create where the name is taken, unless the one that has it may be adopted. */
function refuseTaken(claims: Claims, existing: readonly Customizer[], what: string, adopt: boolean): void {
  const managed = existing.find(({ id }) => claims.has(claimOf(id)));
  if (managed) {
    throw new Error(
      `Could not ${what}: another resource of this program manages the one of this name, ${managed.id}. ` +
        "Give one of them another name; a customizer can be managed by one resource only. " +
        "If this resource is to replace it, set its option deleteBeforeReplace: true.",
    );
  }
  if (!adopt && existing.some(({ id }) => claims.has(leavingOf(id)))) {
    throw new Error(
      `Could not ${what}: ${taken(existing)}, of another resource of this program that gives the name up in the same run. ` +
        "Set the option deleteBeforeReplace: true on that resource, or make the changes in two runs.",
    );
  }
  if (!adopt) {
    throw new Error(
      `Could not ${what}: ${taken(existing)}. It may be left over from an interrupted run, or be somebody else's. To take it ` +
        "over, set adopt: true on the resource (or `pulumi config set sailpoint:adopt true` for the stack); otherwise choose " +
        "another name, or delete the existing one. " +
        "If this resource is to replace it (`--replace`), set its option deleteBeforeReplace: true.",
    );
  }
  if (existing.length > 1) {
    throw new Error(
      `Could not ${what}: several have this name, ${existing.map(({ id }) => id).join(", ")}, so that none can be adopted. ` +
        "Rename or delete all but one of them, then run `pulumi up` again.",
    );
  }
}

/** Who has a name. */
export function taken(by: readonly Customizer[]): string {
  return `the tenant already has one of this name, ${by.map(({ id, created }) => `${id} (created ${created})`).join(", ")}`;
}
