import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds an installed Chromium or Chrome: CHROME_PATH, or one on PATH.
 *
 * @returns {string} its path
 * @throws Error that says what to install
 */
export function chromiumPath() {
  const { CHROME_PATH, PATH = "" } = process.env;
  const folders = PATH.split(delimiter);
  const candidates = CHROME_PATH ? [CHROME_PATH] : NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = candidates.find(isExecutable);
  if (path === undefined) {
    throw new Error(
      CHROME_PATH
        ? `CHROME_PATH is ${CHROME_PATH}, which cannot be executed.`
        : "There is no Chromium. Install it, for example with `apt-get install chromium`, or name a Chrome in CHROME_PATH.",
    );
  }
  return path;
}

/**
 * Starts a headless Chromium with a new profile, which goes with it.
 *
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function startChromium() {
  return chromium.launch({ executablePath: chromiumPath(), args: FLAGS });
}
