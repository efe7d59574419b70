const SYSTEM_FILES = new Set([".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"]);
const SYSTEM_FOLDER = "__macosx";

/**
 * Whether an operating system wrote this file beside the user's: `.DS_Store`, `._*`, `__MACOSX` and `Icon\r` (a folder's
 * own icon) of macOS, `Thumbs.db`, `ehthumbs.db` and `desktop.ini` of Windows. They change without the code.
 */
export function isSystemFile(path: string): boolean {
  const parts = path.toLowerCase().split("/");
  const name = parts.at(-1) ?? "";
  return SYSTEM_FILES.has(name) || name.startsWith("._") || parts.includes(SYSTEM_FOLDER);
}
