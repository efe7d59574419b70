import { Archive } from "../../../archive/archiveSource";
import type { Properties } from "../../../resources/resource";
import type { PluginHost } from "../pluginHost";
import { resourceTypeOf, typeOfUrn } from "../resourceTypes";
import { provider, type providerMessages } from "../sdkProtos";

type PropertyDiff = providerMessages.PropertyDiff;

/** `Diff`: what changes, in which property and why. */
export async function diff(
  host: PluginHost,
  request: providerMessages.DiffRequest,
): Promise<providerMessages.DiffResponse> {
  const { resource } = resourceTypeOf(typeOfUrn(request.getUrn()));
  const state = host.read(request.getOlds()).values;
  const oldInputs = request.hasOldInputs() ? host.read(request.getOldInputs()).values : state;
  const news = host.read(request.getNews()).values;
  const difference = await resource.diff(request.getId(), state, news, host.run(request.getUrn()));

  const reply = new provider.DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  reply.setChanges(difference.changes ? DIFF_SOME : DIFF_NONE);
  if (difference.changes) {
    reply.setReplacesList([...difference.replaces]);
    reply.setDeletebeforereplace(difference.deleteBeforeReplace);
    const details = detailedDiff({ state, oldInputs, news, replaces: difference.replaces });
    reply.setDiffsList([...details.keys()]);
    for (const [path, detail] of details) {
      reply.getDetaileddiffMap().set(path, detail);
    }
    // Without details, the engine finds out by itself what to show.
    reply.setHasdetaileddiff(details.size > 0);
  }
  return reply;
}

interface Compared {
  readonly state: Properties;
  readonly oldInputs: Properties;
  readonly news: Properties;
  readonly replaces: readonly string[];
}

function detailedDiff({ state, oldInputs, news, replaces }: Compared): Map<string, PropertyDiff> {
  const inputs = new Set([...Object.keys(oldInputs), ...Object.keys(news)]);
  const changed = [...inputs].filter(
    // The same content in another archive is no change: the resource decides.
    (name) => replaces.includes(name) || (!(news[name] instanceof Archive) && !isSame(state[name], news[name])),
  );
  return new Map(
    changed.map((name) => {
      const inputDiff = !isSame(oldInputs[name], news[name]);
      const detail = new provider.PropertyDiff();
      detail.setInputdiff(inputDiff);
      detail.setKind(kindOf((inputDiff ? oldInputs : state)[name], news[name], replaces.includes(name)));
      return [name, detail];
    }),
  );
}

function kindOf(old: unknown, now: unknown, replaces: boolean): providerMessages.PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = provider.PropertyDiff.Kind;
  if (old === undefined) {
    return replaces ? ADD_REPLACE : ADD;
  }
  if (now === undefined) {
    return replaces ? DELETE_REPLACE : DELETE;
  }
  return replaces ? UPDATE_REPLACE : UPDATE;
}

function isSame(old: unknown, now: unknown): boolean {
  return old instanceof Archive && now instanceof Archive ? old.hash === now.hash : old === now;
}
