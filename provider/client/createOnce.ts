import type { IscClient } from "./iscClient";
import { IscError } from "./iscError";
import type { Log } from "./log";
import { lookAgain, secondsInAll } from "./lookAgain";
import type { Customizer } from "./schemas";

const CLOCK_TOLERANCE_MS = 60_000;

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
  const startedAt = Date.now();
  try {
    const created = await client.createCustomizer(name);
    if (created.name !== name) {
      throw new IscError({
        what: `create the connector customizer ${JSON.stringify(name)}`,
        why: `the tenant created it with the name ${JSON.stringify(created.name)}, as ${created.id}`,
        hint: `Use this name, or delete ${created.id}`,
      });
    }
    return created;
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
    const sameName = (await client.customizers()).filter((customizer) => customizer.name === name);
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
  const at = Date.parse(created.replace(/ \+0000 UTC$/, "Z").replace(" ", "T"));
  return Number.isNaN(at) || at >= startedAt - CLOCK_TOLERANCE_MS;
}
