import type { IscClient } from "./iscClient";
import { IscError } from "./iscError";
import type { Log } from "./log";
import { lookAgain, secondsInAll } from "./lookAgain";
import type { Customizer } from "./wireTypes";

/** Between the tenant's own machines. */
const TENANT_CLOCKS_MS = 500;
/** Where the tenant does not tell its time and this machine's has to do. */
const OWN_CLOCK_MS = 60_000;

/**
 * Creates a customizer, once. Where the answer to the request is lost, it looks instead of asking again: a customizer of
 * this name that was absent before and was created since the attempt is the one that was asked for.
 *
 * @param knownBefore whether a customizer of this id was there before the attempt
 * @throws IscError where it cannot be known what happened, or where the tenant refused
 */
export async function createOnce(
  client: IscClient,
  name: string,
  knownBefore: (id: string) => Promise<boolean>,
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
    const isNew = createdSince(created, startedAt) && !(await knownBefore(created.id));
    throw await misnamed(client, name, created, isNew);
  } catch (error) {
    if (!(error instanceof IscError) || !error.ambiguous) {
      throw error;
    }
    log.info(
      `the answer to creating ${JSON.stringify(name)} was lost (${error.reason}); looking for it, for up to ${secondsInAll(lookAgainAfterMs)} s`,
    );
    return await look(client, name, knownBefore, startedAt, error, lookAgainAfterMs);
  }
}

/** What was just made with another name is deleted again: every run would leave one more. */
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
    : `It was left as it is, because it may be somebody else's`;
  return new IscError({
    what: `create the connector customizer ${JSON.stringify(name)}`,
    why: `the tenant answered with the name ${JSON.stringify(made)}, as ${id}`,
    hint: `${left}. Use the name as the tenant writes it`,
  });
}

async function look(
  client: IscClient,
  name: string,
  knownBefore: (id: string) => Promise<boolean>,
  startedAt: number,
  lost: IscError,
  lookAgainAfterMs: readonly number[],
): Promise<Customizer> {
  const found = await lookAgain(lookAgainAfterMs, async () => {
    const since = await findNew(client, name, knownBefore, lost);
    return since.length > 0 ? since : undefined;
  });
  if (!found) {
    throw unclear(name, lost, `no customizer of this name showed up within ${secondsInAll(lookAgainAfterMs)} s`);
  }
  const [only] = found;
  if (found.length === 1 && only && createdSince(only, startedAt)) {
    return only;
  }
  const ids = found.map(({ id, created }) => `${id} (created ${created})`).join(", ");
  throw unclear(name, lost, `meanwhile there is ${ids}, which may be somebody else's`);
}

async function findNew(
  client: IscClient,
  name: string,
  knownBefore: (id: string) => Promise<boolean>,
  lost: IscError,
): Promise<Customizer[]> {
  try {
    const sameName = (await client.customizersSeen()).filter((customizer) => customizer.name === name);
    const known = await Promise.all(sameName.map(({ id }) => knownBefore(id)));
    return sameName.filter((_, index) => !known[index]);
  } catch (error) {
    throw unclear(name, lost, `looking for it failed too: ${(error as Error).message}`);
  }
}

function unclear(name: string, lost: IscError, found: string): IscError {
  return new IscError({
    what: `create the connector customizer ${JSON.stringify(name)}`,
    why: `${lost.reason}, so it is not known whether it was created; ${found}`,
    hint: "Run `pulumi up` again: should it be there by then, the error names it, and `adopt: true` takes it over",
    method: lost.method,
    url: lost.url,
    status: lost.status,
    detailCode: lost.detailCode,
    trackingId: lost.trackingId,
    messages: lost.messages,
    ambiguous: true,
  });
}

function createdSince({ created }: Customizer, startedAt: number): boolean {
  const at = timeOf(created);
  // One that is told to the second may have been up to a second later.
  return Number.isNaN(at) || at + (at % 1_000 === 0 ? 999 : 0) >= startedAt;
}

/** Reads a time as the reference's example writes it (`2009-11-10 23:00:00 +0000 UTC`), or in ISO 8601; without zone, UTC. */
function timeOf(text: string): number {
  const iso = text
    .trim()
    .replace(/ ([+-]\d\d):?(\d\d)( [A-Z]+)?$/, "$1:$2")
    .replace(" ", "T");
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`);
}
