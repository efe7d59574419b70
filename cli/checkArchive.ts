import { archiveContent, type ContentEntry } from "../provider/archive/archiveContent";
import { Archive } from "../provider/archive/archiveSource";
import { archiveWarnings, isJarOnly, isRunnable } from "../provider/archive/archiveWarnings";
import { checkLocalPath } from "../provider/archive/checkLocalPath";
import { packZip } from "../provider/archive/packZip";
import { type Download, publicUri } from "../provider/archive/remoteFile";
import { type LoadOptions, loadCustomizer } from "./loadCustomizer";

/** What SailPoint would receive, and whether it can run. */
export interface CheckReport {
  readonly archive: string;
  /** Whether no fault was found. If the code was not loaded, it was not run. */
  readonly canRun: boolean;
  /** Sorted by path; empty if the archive cannot be read. */
  readonly entries: readonly ContentEntry[];
  /** The sum of the entries' sizes, unpacked. */
  readonly totalBytes: number;
  /** As in the output of a ConnectorCustomizerVersion. */
  readonly contentSha256?: string;
  /** The operations that the customizer handles, if it was loaded. */
  readonly operations?: readonly string[];
  readonly warnings: readonly string[];
  readonly errors: readonly string[];
}

/** What is checked besides the files. */
export interface CheckOptions extends LoadOptions {
  /** Whether the code is loaded. Archives of `.jar` files alone have none that Node.js could load. */
  readonly load: boolean;
}

const EMPTY_CODE = "index.js holds no code";
const NO_INDEX_JS = "there is no index.js at the top of the archive, and not .jar files alone";

const noDownload: Download = async (uri) => {
  throw new Error(`${uri} is not a local archive`);
};

/** Checks a local zip or folder. What is wrong with it is in the report. */
export async function checkArchive(path: string, options: CheckOptions): Promise<CheckReport> {
  if (/^[a-z][a-z\d+.-]+:\/\//i.test(path)) {
    const url = publicUri(path);
    return unreadable(url, `check takes no URL, but a .zip or a folder on this machine: download ${url} first`);
  }
  const archive = new Archive({ path });
  try {
    await checkLocalPath(path, "archive");
    const content = await archiveContent(archive, noDownload);
    const { entries, sha256, syntaxError } = content;
    const loads = options.load && isRunnable(content) && !isJarOnly(entries) && syntaxError === undefined;
    const loaded = loads ? await loadCustomizer(await packZip(archive, noDownload), options) : {};
    const errors = [
      ...(isRunnable(content) ? [] : [content.emptyCode ? EMPTY_CODE : NO_INDEX_JS]),
      ...(syntaxError === undefined ? [] : [`index.js does not parse: ${syntaxError}`]),
      ...(loaded.problem === undefined ? [] : [loaded.problem]),
    ];
    return {
      archive: path,
      canRun: isRunnable(content) && errors.length === 0,
      entries,
      totalBytes: entries.reduce((sum, { size }) => sum + size, 0),
      contentSha256: sha256,
      ...(loaded.operations === undefined ? {} : { operations: loaded.operations }),
      warnings: archiveWarnings(content, archive),
      errors,
    };
  } catch (error) {
    return unreadable(path, (error as Error).message);
  }
}

function unreadable(archive: string, error: string): CheckReport {
  return { archive, canRun: false, entries: [], totalBytes: 0, warnings: [], errors: [error] };
}
