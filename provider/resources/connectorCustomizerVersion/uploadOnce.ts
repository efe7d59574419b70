import { IscError } from "../../client/iscError";
import type { CustomizerVersion } from "../../client/wireTypes";
import { lookAgain, totalSeconds } from "../readAfterWrite/lookAgain";
import type { Context } from "../resource";

/**
 * Uploads a customizer's next version with one POST. If the answer is lost, it looks instead of sending again: if the
 * customizer's `imageVersion` has moved by exactly one since just before, the new version is the one that was sent. Its
 * `created` is then the time of the attempt, because the API does not show it afterwards.
 *
 * @throws IscError if the customizer does not exist, if the tenant refused, or if it is not known what happened
 */
export async function uploadOnce(
  { client, recentlyCreated, log }: Context,
  id: string,
  zip: Buffer,
): Promise<CustomizerVersion> {
  const what = `upload a version of the connector customizer ${id}`;
  const before = await recentlyCreated.lookUntilVisible(id, undefined, () => client.customizer(id));
  if (!before) {
    const hint = "Run `pulumi refresh`, then `pulumi up`, to create the customizer again";
    throw new IscError({ what, why: "the tenant has no connector customizer of this id", hint, status: 404 });
  }
  const expected = (before.imageVersion ?? 0) + 1;
  const attemptedAt = new Date().toISOString();
  try {
    return await recentlyCreated.sendUntilVisible(id, [404], () => client.uploadVersion(id, zip));
  } catch (error) {
    if (!(error instanceof IscError) || !error.ambiguous) {
      throw error;
    }
    const { lookAgainAfterMs } = client.pace;
    const within = `${totalSeconds(lookAgainAfterMs)} s`;
    log.info(
      `the answer to uploading to ${id} was lost (${error.reason}); looking for the version, for up to ${within}`,
    );
    const unclear = (found: string) =>
      new IscError({
        what,
        why: `${error.reason}, so it is not known whether it arrived; ${found}`,
        hint: "Run `pulumi up` again: it uploads the declared content as one more version, which does no harm",
        method: error.method,
        url: error.url,
        status: error.status,
        trackingId: error.trackingId,
        ambiguous: true,
      });
    const seen = await lookAgain(client, async () => {
      const now = await client.customizer(id).catch((failure: Error) => {
        throw unclear(`looking for it failed too: ${failure.message}`);
      });
      return (now?.imageVersion ?? 0) >= expected ? now : undefined;
    });
    if (!seen) {
      const until = client.cancellation.isRequested ? "before the run was cancelled" : `within ${within}`;
      throw unclear(`version ${expected} did not show up ${until}`);
    }
    if (seen.imageVersion !== expected) {
      throw unclear(`meanwhile the newest is ${seen.imageVersion}, which may be somebody else's`);
    }
    return { version: expected, imageId: seen.imageId ?? "", created: attemptedAt };
  }
}
