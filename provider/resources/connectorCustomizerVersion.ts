import { Archive, ArchiveError, nameOf } from "../archive/archiveSource";
import { contentOf, contentOfZip, seenContent, zipOf } from "../archive/packZip";
import { uploadOnce } from "../client/uploadOnce";
import { checkText, shown } from "./checks";
import type { CheckFailure, Difference, Resource } from "./resource";
import { UNKNOWN } from "./resource";
import { guardTenant } from "./tenantGuard";

export interface ConnectorCustomizerVersionInputs {
  readonly customizerId: string;
  readonly archive: Archive;
}

export interface ConnectorCustomizerVersionState extends ConnectorCustomizerVersionInputs {
  readonly version: number;
  readonly imageId: string;
  readonly created: string;
  readonly contentSha256: string;
  readonly tenantId: string;
}

/** Stands for the content of a version that somebody else has uploaded: the API does not give it back. */
const FOREIGN_CONTENT = "unknown";

/** What SailPoint's packer writes into every customizer. */
const NEEDED: readonly (readonly [what: string, test: RegExp])[] = [
  ["connector-spec.json", /(^|\/)connector-spec\.json$/],
  ["code (a .js file)", /\.[cm]?js$/],
];

/** The resource `ConnectorCustomizerVersion`. Versions are append-only: nothing lists, reads or deletes one. */
export const connectorCustomizerVersion: Resource<ConnectorCustomizerVersionInputs, ConnectorCustomizerVersionState> = {
  async check(news, _olds, log) {
    const failures: CheckFailure[] = checkText(news, "customizerId", "the id of a customizer");
    const { archive } = news;
    if (archive === UNKNOWN) {
      return failures;
    }
    if (!(archive instanceof Archive)) {
      const reason = `must be a pulumi.asset.FileArchive or AssetArchive, not ${shown(archive)}`;
      return [...failures, { property: "archive", reason }];
    }
    try {
      const { paths } = await contentOf(archive);
      const missing = NEEDED.filter(([, test]) => !paths.some((path) => test.test(path))).map(([what]) => what);
      if (missing.length > 0) {
        log.info(`warning: the archive has no ${missing.join(" and no ")}; SailPoint may not be able to run it`);
      }
    } catch (error) {
      failures.push({ property: "archive", reason: archiveProblem(error) });
    }
    return failures;
  },

  async diff(_id, state, news): Promise<Difference> {
    const replaces = [
      ...(news["customizerId"] === state.customizerId ? [] : ["customizerId"]),
      ...((await sameContent(state, news["archive"])) ? [] : ["archive"]),
    ];
    return { changes: replaces.length > 0, replaces, deleteBeforeReplace: false };
  },

  async create({ client, claims, log, customizers }, inputs) {
    const { customizerId, archive } = inputs;
    const claim = `version of ${customizerId}`;
    if (!claims.take(claim)) {
      throw new Error(
        `Could not upload a version of the connector customizer ${customizerId}: another resource of this program uploads ` +
          "to the same one. Keep one ConnectorCustomizerVersion for each customizer.",
      );
    }
    try {
      const zip = await zipOf(archive);
      const { sha256 } = await contentOfZip(zip, nameOf(archive));
      const { version, imageId, created } = await customizers.writing(customizerId, () =>
        uploadOnce(client, customizerId, zip, log),
      );
      const tenantId = (await client.tenantId()) ?? "";
      return {
        id: `${customizerId}/${version}`,
        state: { customizerId, archive, version, imageId, created, contentSha256: sha256, tenantId },
      };
    } catch (error) {
      claims.release(claim);
      throw error instanceof ArchiveError
        ? new Error(`Could not upload a version of the connector customizer ${customizerId}: ${error.message}.`)
        : error;
    }
  },

  async read(context, id, state) {
    if (state.customizerId === undefined || state.version === undefined || !state.archive) {
      throw new Error(
        `Could not read the version ${id}: the API does not give back what was uploaded. Declare a ` +
          "ConnectorCustomizerVersion with its archive; it uploads it once.",
      );
    }
    await guardTenant(context, `read the version ${id}`, state.tenantId);
    const customizer = await context.customizers.read(state.customizerId, "ConnectorCustomizerVersion");
    if (!customizer) {
      return undefined;
    }
    const known = state as ConnectorCustomizerVersionState;
    const { imageVersion = known.version, imageId = known.imageId } = customizer;
    const newer = imageVersion > known.version;
    return { state: newer ? { ...known, version: imageVersion, imageId, contentSha256: FOREIGN_CONTENT } : known };
  },

  async update(_context, _id, state, inputs) {
    return { ...state, ...inputs };
  },

  async delete() {
    // Nothing deletes a version; it goes with its customizer.
  },
};

/** The engine's digest is the same only where every byte is. */
function unchanged(archive: Archive, old: unknown): boolean {
  return old instanceof Archive && archive.hash !== undefined && archive.hash === old.hash;
}

async function sameContent(state: ConnectorCustomizerVersionState, archive: unknown): Promise<boolean> {
  if (!(archive instanceof Archive) || state.contentSha256 === FOREIGN_CONTENT) {
    return false;
  }
  if (unchanged(archive, state.archive)) {
    return true;
  }
  if ("hidden" in archive.source && !seenContent(archive)) {
    // As a refresh tells it. With another digest, it was made again of the same files: other files would have been uploaded.
    return true;
  }
  return (await contentOf(archive)).sha256 === state.contentSha256;
}

function archiveProblem(error: unknown): string {
  return `cannot be uploaded: ${(error as Error).message}`;
}
