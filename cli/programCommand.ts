import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { readTenant } from "../provider/hosts/converter/readTenant";
import { NOTHING, readStackContents, type StackContents } from "../provider/hosts/converter/stackContents";
import { tenantContents } from "../provider/hosts/converter/tenantContents";
import { adoptable } from "./program/adoptable";
import { typescriptProgram } from "./program/typescriptProgram";

interface Flags {
  readonly name: readonly string[];
  readonly links: boolean;
  readonly onlyNew?: string;
}

const LANGUAGES = ["typescript"] as const;

/** Adds the command `program`, which writes a program of the tenant's customizers and links. It only reads. */
export function addProgramCommand(program: Command): void {
  program
    .command("program")
    .description("write a program that takes the tenant's customizers and links over (dynamic provider)")
    .option(
      "--name <glob>",
      "only customizers whose name matches: * for any text, ? for one character; repeatable",
      (glob: string, all: readonly string[]) => [...all, glob],
      [],
    )
    .option("--no-links", "leave the links out")
    .option("--only-new <state>", "leave out what a stack has: a file that `pulumi stack export` wrote, or - for stdin")
    .addOption(new Option("--language <language>", "the program's language").choices(LANGUAGES).default(LANGUAGES[0]))
    .addHelpText(
      "after",
      "\nThe program goes to standard output, a report of what is left out to standard error. `pulumi up` with the program\n" +
        "takes everything over and changes nothing in the tenant. The tenant is the one of SAIL_BASE_URL, SAIL_CLIENT_ID and\n" +
        "SAIL_CLIENT_SECRET.\n\n" +
        "Next: save it with `npx pulumi-sailpoint program > index.ts`, look through it, and run `pulumi up`.",
    )
    .action(async ({ name, links, onlyNew }: Flags) => {
      const stack = onlyNew === undefined ? NOTHING : await stackOf(onlyNew);
      const contents = await readTenant("`pulumi-sailpoint program`", (client) =>
        tenantContents(client, { names: name, links, stack }, adoptable()),
      );
      process.stdout.write(typescriptProgram(contents, stack));
      process.stderr.write(contents.report.map((line) => `${line}\n`).join(""));
    });
}

async function stackOf(file: string): Promise<StackContents> {
  const standardInput = file === "-" ? await text(process.stdin) : undefined;
  return readStackContents(file, () => standardInput ?? readFileSync(file, "utf8"));
}
