import type { IscClient } from "../../client/iscClient";
import { IscError } from "../../client/iscError";
import type { Log } from "../../client/log";
import type { Customizer } from "../../client/wireTypes";
import { lookAgain, totalSeconds } from "../readAfterWrite/lookAgain";
import { parseCreated } from "../readAfterWrite/parseCreated";
import { withDate } from "./withDate";

/** How far the clocks of the tenant's own machines may differ. */
const TENANT_CLOCKS_MS = 500;
/** How far this machine's clock may differ, if the tenant does not show its time. */
const OWN_CLOCK_MS = 60_000;

/**
 * Creates a customizer with one POST. If the answer is lost, it looks for the customizer instead of sending again: a
 * customizer of this name that was absent before, and was created since the attempt, is the one that was requested.
 *
 * @param idsBefore ids that existed before the attempt and may have this name
 * @throws IscError if the tenant refused, or if it is not known what happened (`ambiguous`)
 */
export async function createOnce(
  client: IscClient,
  name: string,
  idsBefore: ReadonlySet<string>,
  log: Log,
): Promise<Customizer> {
  const { lookAgainAfterMs } = client.pace;
  const { tenantTime } = client;
  const startedAt = tenantTime === undefined ? Date.now() - OWN_CLOCK_MS : tenantTime - TENANT_CLOCKS_MS;
  try {
    const created = await client.createCustomizer(name);
    if (created.name === name) {
      return created;
    }
    throw await misnamed(client, name, created, isCreatedSince(created, startedAt) && !idsBefore.has(created.id));
  } catch (error) {
    if (!(error instanceof IscError) || !error.ambiguous) {
      throw error;
    }
    log.info(
      `the answer to a create was lost (${error.reason}); looking for the connector customizer, for up to ` +
        `${totalSeconds(lookAgainAfterMs)} s`,
    );
    return await findCreated(client, name, idsBefore, startedAt, error);
  }
}

/** Deletes a customizer that was made with another name: each further run would leave one more. */
async function misnamed(
  client: IscClient,
  name: string,
  { id, name: made }: Customizer,
  isNew: boolean,
): Promise<IscError> {
  const left = isNew
    ? await client.deleteCustomizer(id).then(
        () => "It was deleted again",
        ({ message }: Error) => `Delete ${id}, which could not be done here: ${message}`,
      )
    : "It was left as it is, because it may be somebody else's";
  return new IscError({
    what: `create the connector customizer ${JSON.stringify(name)}`,
    why: `the tenant answered with the name ${JSON.stringify(made)}, as ${id}`,
    hint: `${left}. Use the name as the tenant writes it`,
  });
}

async function findCreated(
  client: IscClient,
  name: string,
  idsBefore: ReadonlySet<string>,
  startedAt: number,
  lost: IscError,
): Promise<Customizer> {
  const found = await lookAgain(client, async () => {
    const unknown = await listUnknown(client, name, idsBefore, lost);
    return unknown.length > 0 ? unknown : undefined;
  });
  if (!found) {
    throw unclear(name, lost, `no customizer of this name showed up${withinOf(client)}`);
  }
  const [only] = found;
  if (found.length === 1 && only && isCreatedSince(only, startedAt)) {
    return only;
  }
  const ids = found.map(withDate).join(", ");
  throw unclear(name, lost, `meanwhile there is ${ids}, which may be somebody else's`);
}

/** How long it was looked for. */
function withinOf({ pace, cancellation }: IscClient): string {
  return cancellation.isRequested
    ? " before the run was cancelled"
    : ` within ${totalSeconds(pace.lookAgainAfterMs)} s`;
}

async function listUnknown(
  client: IscClient,
  name: string,
  idsBefore: ReadonlySet<string>,
  lost: IscError,
): Promise<Customizer[]> {
  try {
    const seen = await client.customizersSeen();
    return seen.filter((customizer) => customizer.name === name && !idsBefore.has(customizer.id));
  } catch (error) {
    throw unclear(name, lost, `looking for it failed too: ${(error as Error).message}`);
  }
}

function unclear(name: string, lost: IscError, found: string): IscError {
  return new IscError({
    what: `create the connector customizer ${JSON.stringify(name)}`,
    why: `${lost.reason}, so it is not known whether it was created; ${found}`,
    hint: "Run `pulumi up` again: if it exists by then, the error names it, and `adopt: true` takes it over",
    method: lost.method,
    url: lost.url,
    status: lost.status,
    detailCode: lost.detailCode,
    trackingId: lost.trackingId,
    messages: lost.messages,
    ambiguous: true,
  });
}

function isCreatedSince({ created }: Customizer, startedAt: number): boolean {
  const at = parseCreated(created);
  // A time in whole seconds may be up to a second earlier than the creation. An unreadable time proves nothing.
  return at + (at % 1_000 === 0 ? 999 : 0) >= startedAt;
}
