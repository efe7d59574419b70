import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { migrateState } from "./migrateState";

/** Adds the command `migrate-state`, which reads a stack's state from standard input and writes the migrated one. */
export function addMigrateStateCommand(program: Command): void {
  program
    .command("migrate-state")
    .description("rewrite a stack's state from the dynamic provider to the plugin")
    .addHelpText(
      "after",
      "\nUse it as: pulumi stack export | npx pulumi-sailpoint migrate-state | pulumi stack import\n" +
        "It reads the state from standard input and writes the new one to standard output. It sends nothing.\n" +
        "`pulumi stack export --file backup.json` before it keeps a copy.\n\n" +
        "Next: write the program for the plugin with the same logical names. `pulumi preview` then shows no change.",
    )
    .action(async () => {
      const { state, migrated } = migrateState(parsed(await text(process.stdin)));
      process.stdout.write(`${JSON.stringify(state, undefined, 2)}\n`);
      process.stderr.write(`${migrated} ${migrated === 1 ? "resource" : "resources"} moved to the plugin.\n`);
    });
}

function parsed(exported: string): unknown {
  try {
    return JSON.parse(exported);
  } catch {
    throw new Error("standard input is not JSON. Pass what `pulumi stack export` prints");
  }
}
