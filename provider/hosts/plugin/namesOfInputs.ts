import { SETTING_KEYS } from "../../config";

const KEYS = SETTING_KEYS.join("|");
const COMMAND = new RegExp(`\`pulumi config set sailpoint:(${KEYS}) [^\`]*\` for the stack`, "g");
const SETTING = new RegExp(`\\bsailpoint:(${KEYS})\\b`, "g");

/**
 * A message that names settings of the stack, for a resource with an explicit provider: it names the provider's inputs.
 *
 * @param provider the name of an explicit provider; undefined if the stack's configuration counts
 */
export function withNamesOfInputs(message: string, provider: string | undefined): string {
  if (provider === undefined) {
    return message;
  }
  let owner = ` of the provider ${JSON.stringify(provider)}`;
  const input = (_: string, key: string) => {
    const name = `the input \`${key}\`${owner}`;
    owner = "";
    return name;
  };
  return message.replace(COMMAND, "sailpoint:$1").replace(SETTING, input);
}
