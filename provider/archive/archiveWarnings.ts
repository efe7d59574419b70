import { relative } from "node:path";
import type { ArchiveContent, ContentEntry } from "./archiveContent";
import { archiveLabel } from "./archiveLabel";
import type { Archive } from "./archiveSource";
import { missingIndexJs } from "./missingIndexJs";
import { INDEX_JS } from "./parseIndexJs";
import { isSystemFile } from "./systemFiles";

const SECRET_FOLDER_WITH_ZIP =
  "the archive has a folder that holds a zip. The zip would be uploaded inside of the archive, and building it again would be " +
  "a change. If the packer wrote it, use the zip itself";

/**
 * What is odd about an archive that can be uploaded.
 *
 * @param archive gives the path or URL that the warnings name. The warnings of a secret one show no path
 */
export function archiveWarnings(content: ArchiveContent, archive?: Archive): string[] {
  if (archive?.secret) {
    return [...codeWarnings(content, "", []), ...content.zipsInFolder.slice(0, 1).map(() => SECRET_FOLDER_WITH_ZIP)];
  }
  const named = archive && !("assets" in archive.source) ? ` (${archiveLabel(archive)})` : "";
  const warnings = codeWarnings(content, named, content.entries);
  for (const { folder, path } of content.zipsInFolder) {
    warnings.push(
      `the archive is the folder ${folder}, which holds a zip, ${relative(folder, path)}. The zip would be uploaded inside of ` +
        `the archive, and building it again would be a change. If the packer wrote it, use the zip itself: FileArchive("${path}")`,
    );
  }
  return warnings;
}

function codeWarnings(content: ArchiveContent, named: string, shown: readonly ContentEntry[]): string[] {
  if (isRunnable(content)) {
    return [];
  }
  return content.emptyCode
    ? [`the archive's ${INDEX_JS} holds no code${named}; SailPoint cannot run it. Did the build fail?`]
    : [missingIndexJs(shown, named)];
}

/** Whether SailPoint finds code: in an `index.js` at the top, or in nothing but `.jar` files. */
export function isRunnable({ entries, emptyCode }: ArchiveContent): boolean {
  return (entries.some(({ path }) => path === INDEX_JS) && !emptyCode) || isJarOnly(entries);
}

/** Whether an archive is of `.jar` files alone, as customers of JDBC connectors upload it. */
export function isJarOnly(entries: readonly ContentEntry[]): boolean {
  const files = entries.filter(({ path }) => !isSystemFile(path));
  return files.length > 0 && files.every(({ path }) => /\.jar$/i.test(path));
}
