import type { Context } from "./resource";

/**
 * Stops a request that would reach another tenant than the stack's. There, a 404 would be taken for "deleted", and everything
 * would be created again.
 *
 * The stack's tenant is what `sailpoint:tenantId` pins, and what the state says: the resource's own state, else that of
 * another resource that this run has seen.
 *
 * @param recorded the `tenantId` in the resource's own state, if it has one
 * @throws Error that names both tenants
 */
export async function guardTenant(context: Context, what: string, recorded?: string): Promise<void> {
  const { client, ownership, pinnedTenantId } = context;
  const inState = recorded || ownership.tenantId;
  if (pinnedTenantId === undefined && inState === undefined) {
    return;
  }
  const actual = await client.tenantId();
  if (pinnedTenantId !== undefined && actual !== pinnedTenantId) {
    throw new Error(
      `Could not ${what}: sailpoint:tenantId (SAIL_TENANT_ID) pins this stack to tenant ${pinnedTenantId}, but the ` +
        `credentials are for ${actual === undefined ? "a tenant that their token does not name" : `tenant ${actual}`}. ${ADVICE}`,
    );
  }
  if (inState !== undefined && actual !== undefined && actual !== inState) {
    throw new Error(
      `Could not ${what}: ${recorded ? "it" : "this stack"} belongs to tenant ${inState}, but the credentials are for tenant ${actual}. ${ADVICE} ` +
        "If the stack's tenant no longer exists (for example an embedded tenant that was started again without --data), " +
        "empty the stack's state with `pulumi state delete --all`, then run `pulumi up`.",
    );
  }
}

/**
 * The same for a create, whose resource has no state yet. It waits for the state of the resources that the engine has
 * announced.
 */
export async function guardTenantOfCreate(context: Context, what: string): Promise<void> {
  if (context.ownership.tenantId === undefined) {
    await context.ownership.announcedAreKnown();
  }
  await guardTenant(context, what);
}

const ADVICE =
  "Nothing was changed. Set sailpoint:baseUrl and the credentials of the stack's own tenant " +
  "(or SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET), or select the stack that belongs to this one.";
