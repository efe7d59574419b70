import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { styles } from "./styles/styles";

const SCRIPT = "text/javascript; charset=utf-8";

function script(name: string) {
  return { type: SCRIPT, read: () => readFileSync(join(__dirname, "browser", name), "utf8") };
}

function idiomorph(): string {
  return readFileSync(createRequire(__filename).resolve("idiomorph/dist/idiomorph.esm.js"), "utf8");
}

/** What the page loads, by name under `/_tenant/page/`. */
export const PAGE_FILES: Readonly<Record<string, { readonly type: string; readonly read: () => string }>> = {
  "page.css": { type: "text/css; charset=utf-8", read: () => styles },
  "live.mjs": script("live.mjs"),
  "forms.mjs": script("forms.mjs"),
  "sections.mjs": script("sections.mjs"),
  "idiomorph.mjs": { type: SCRIPT, read: idiomorph },
};
