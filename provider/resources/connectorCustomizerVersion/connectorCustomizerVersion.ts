import { archiveContent, contentOfZip } from "../../archive/archiveContent";
import { archiveLabel } from "../../archive/archiveLabel";
import { Archive, ArchiveError, Asset } from "../../archive/archiveSource";
import { archiveWarnings } from "../../archive/archiveWarnings";
import { isMissing } from "../../archive/existingPath";
import { hasLinkedFolder } from "../../archive/linkedFolders";
import { packZip } from "../../archive/packZip";
import { checkId } from "../checkInputs";
import type { CheckFailure, Difference, Properties, Resource } from "../resource";
import { UNKNOWN } from "../resource";
import { guardTenant, guardTenantOfCreate } from "../tenantGuard";
import type { DeclaredArchives } from "./declaredArchives";
import { downloadFile } from "./downloadFile";
import { uploadOnce } from "./uploadOnce";

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
  /** Whether linked folders were followed, which the engine's digest skips. Only stored if true. */
  readonly linkedFolders?: true;
}

/** The content of a version that somebody else uploaded: the API does not return it. */
const FOREIGN_CONTENT = "unknown";

/** The resource `ConnectorCustomizerVersion`. Versions are append-only: nothing lists, reads or deletes one. */
export const connectorCustomizerVersion: Resource<ConnectorCustomizerVersionInputs, ConnectorCustomizerVersionState> = {
  async check(news, olds, { log, archives }) {
    const failures: CheckFailure[] = checkId(news, "customizerId", "the id of a customizer");
    const { customizerId, archive } = news;
    if (archive === UNKNOWN) {
      return failures;
    }
    if (!(archive instanceof Archive)) {
      const reason = `must be a pulumi.asset.FileArchive, AssetArchive or RemoteArchive, not ${kindOf(archive)}`;
      return [...failures, archiveFailure(reason)];
    }
    archives.add(customizerId, archive);
    if (sameDigest(archive, olds["archive"]) && !(await hasLinkedFolder(archive))) {
      // Nothing will be uploaded. With `ignoreChanges`, the path may be gone.
      return failures;
    }
    const unknownFiles = filesNotKnown(archive);
    if (unknownFiles !== undefined) {
      return [...failures, archiveFailure(`cannot be uploaded: ${unknownFiles}`)];
    }
    try {
      const content = await archiveContent(archive, downloadFile);
      for (const warning of archiveWarnings(content, archive)) {
        log.info(`warning: ${warning}`);
      }
      refuseSyntaxError(content.syntaxError);
    } catch (error) {
      failures.push(archiveFailure(`cannot be uploaded: ${shownError(error, archive).message}`));
    }
    return failures;
  },

  async diff(_id, state, news, { ownership, archives }): Promise<Difference> {
    ownership.noteTenant(state.tenantId);
    const replaces = [
      ...(news["customizerId"] === state.customizerId ? [] : ["customizerId"]),
      ...((await sameContent(state, news, archives)) ? [] : ["archive"]),
    ];
    return { changes: replaces.length > 0, replaces, deleteBeforeReplace: false };
  },

  async create(context, inputs) {
    const { client, ownership, customizers } = context;
    const { customizerId, archive } = inputs;
    await guardTenantOfCreate(context, `upload a version of the connector customizer ${customizerId}`);
    if (!ownership.reserveUpload(customizerId)) {
      throw new Error(
        `Could not upload a version of the connector customizer ${customizerId}: another resource of this program uploads ` +
          "to the same one. Keep one ConnectorCustomizerVersion for each customizer.",
      );
    }
    try {
      const { zip, sha256, linkedFolders } = await packed(archive).catch((error) => {
        throw shownError(error, archive);
      });
      const { version, imageId, created } = await customizers.writing(customizerId, () =>
        uploadOnce(context, customizerId, zip),
      );
      const tenantId = (await client.tenantId()) ?? "";
      return {
        id: `${customizerId}/${version}`,
        state: { customizerId, archive, version, imageId, created, contentSha256: sha256, tenantId, ...linkedFolders },
      };
    } catch (error) {
      ownership.releaseUpload(customizerId);
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
    const { customizerId, created } = state;
    const customizer = await context.recentlyCreated.lookUntilVisible(customizerId, created, () =>
      context.customizers.read(customizerId, "ConnectorCustomizerVersion"),
    );
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

/** Equal digests mean equal bytes, except in linked folders. */
function sameDigest(archive: Archive, old: unknown): boolean {
  return old instanceof Archive && archive.hash !== undefined && archive.hash === old.hash;
}

async function sameContent(
  state: ConnectorCustomizerVersionState,
  { customizerId, archive }: Properties,
  archives: DeclaredArchives,
): Promise<boolean> {
  if (!(archive instanceof Archive) || state.contentSha256 === FOREIGN_CONTENT) {
    return false;
  }
  const declared = archives.find(customizerId, archive);
  if (!declared) {
    // A refresh compares the last inputs. If their digest is another, the same files were packed again: other files
    // would have been uploaded.
    return true;
  }
  if (sameDigest(declared, state.archive)) {
    const digestSuffices = !state.linkedFolders && !(await hasLinkedFolder(declared));
    if (digestSuffices || (await isMissing(declared))) {
      return true;
    }
  }
  const content = await archiveContent(declared, downloadFile).catch((error) => {
    throw shownError(error, declared);
  });
  return content.sha256 === state.contentSha256;
}

async function packed(archive: Archive) {
  const zip = await packZip(archive, downloadFile);
  const { sha256, syntaxError } = await contentOfZip(zip, archiveLabel(archive));
  refuseSyntaxError(syntaxError);
  const linkedFolders = (await hasLinkedFolder(archive)) ? { linkedFolders: true as const } : {};
  return { zip, sha256, linkedFolders };
}

/** Why an archive without files cannot be uploaded; undefined if it may have some. */
function filesNotKnown({ source }: Archive): string | undefined {
  if ("hidden" in source) {
    return NOT_KNOWN;
  }
  return "assets" in source && Object.keys(source.assets).length === 0
    ? `the archive holds no file. If it is in ignoreChanges: ${NOT_KNOWN}`
    : undefined;
}

const NOT_KNOWN =
  "ignoreChanges keeps the archive of the last deployment, whose files are not known any more, but a new version is needed: " +
  "the customizer was replaced, or somebody uploaded a newer version. Remove ignoreChanges, or declare an archive that exists";

/** The error, which shows nothing of a secret archive. */
function shownError(error: unknown, { secret }: Archive): Error {
  return secret ? new ArchiveError(SECRET_FAULT) : (error as Error);
}

const SECRET_FAULT =
  "it is secret, so its paths, names and URLs are not shown. Check that each exists and is correct, and that index.js parses";

/** Without a property: the engine would print its value, which may be secret. */
function archiveFailure(reason: string): CheckFailure {
  return { property: "", reason: `archive: ${reason}` };
}

function refuseSyntaxError(syntaxError: string | undefined): void {
  if (syntaxError !== undefined) {
    throw new ArchiveError(`index.js does not parse: ${syntaxError}`);
  }
}

function kindOf(value: unknown): string {
  return value === undefined || value === null
    ? "nothing"
    : Array.isArray(value)
      ? "a list"
      : value instanceof Asset
        ? "an asset, which is one file. An archive is needed: for a single file, an AssetArchive that holds it as index.js"
        : `a value of type ${typeof value}`;
}
