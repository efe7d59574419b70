import type { Context } from "./resource";

/**
 * Stops a read, update or delete that would be sent to another tenant than the one the state is of: there, a 404 would be
 * taken for "deleted" and everything be created again.
 *
 * @param recorded the state's `tenantId`; without one (a resource that is only just being looked up) nothing is compared
 */
export async function guardTenant({ client }: Context, what: string, recorded: unknown): Promise<void> {
  if (typeof recorded !== "string" || recorded === "") {
    return;
  }
  const actual = await client.tenantId();
  if (actual !== undefined && actual !== recorded) {
    throw new Error(
      `Could not ${what}: it belongs to tenant ${recorded}, but the credentials are for tenant ${actual}. ` +
        "Nothing was changed. Set sailpoint:baseUrl and the credentials of the stack's own tenant " +
        "(or SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET), or select the stack that belongs to this one.",
    );
  }
}
