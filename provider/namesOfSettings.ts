import { REFRESH_CONFIGURATION, SETTINGS, type Setting, type SettingsOf } from "./settings";

const KEYS = Object.keys(SETTINGS).join("|");
// Not shown: it is found in messages.
const COMMAND = new RegExp(`\`pulumi config set sailpoint:(${KEYS}) [^\`]*\` for the stack`, "g");
const NAME = new RegExp(`\\bsailpoint:(${KEYS})\\b`, "g");
const VARIABLES = / \(SAIL_\w+(?:, SAIL_\w+)*\)/g;

/** A message that names settings as the stack has them, with the names that they have where they are set. */
export function withNamesOfSettings(message: string, of: SettingsOf): string {
  if (of === "stack") {
    return message;
  }
  return of === "environment" ? withVariables(message) : withInputs(message, of.provider);
}

function withVariables(message: string): string {
  const settings: Readonly<Record<string, Setting>> = SETTINGS;
  return message
    .replace(`. ${REFRESH_CONFIGURATION}`, "")
    .replace(VARIABLES, "")
    .replace(NAME, (name, key: string) => settings[key]?.env ?? name);
}

function withInputs(message: string, provider: string): string {
  let owner = ` of the provider ${JSON.stringify(provider)}`;
  return message.replace(COMMAND, "sailpoint:$1").replace(NAME, (_, key: string) => {
    const input = `the input \`${key}\`${owner}`;
    owner = "";
    return input;
  });
}
