import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { NOTHING, readStackContents } from "./stackContents";
import type { Selection } from "./tenantContents";

const USAGE =
  "Use: pulumi import --from sailpoint [-- [--name GLOB] [--no-links] [--only-new FILE]]; --name can be repeated";

/**
 * Reads what follows `--` in `pulumi import --from sailpoint -- --name GLOB --no-links --only-new FILE`.
 *
 * @throws Error for anything else, and if the file is not the state of a stack
 */
export function parseSelection(args: readonly string[]): Selection {
  const { name = [], "no-links": noLinks, "only-new": stack } = parsed(args);
  return { names: name, links: !noLinks, stack: stack === undefined ? NOTHING : readStack(stack) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: args.filter((arg) => arg !== "--"),
      options: {
        name: { type: "string", multiple: true },
        "no-links": { type: "boolean", default: false },
        "only-new": { type: "string" },
      },
    }).values;
  } catch (error) {
    throw new Error(`${(error as Error).message}. ${USAGE}`);
  }
}

function readStack(file: string) {
  if (file === "-") {
    throw new Error(
      "--only-new - cannot work here: the engine gives this command no standard input. Write the state to a file: " +
        "pulumi stack export --file state.json",
    );
  }
  return readStackContents(file, () => readFileSync(file, "utf8"));
}
