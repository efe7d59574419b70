#!/usr/bin/env node
import "../provider/endOnOldNode";
import { program } from "../tenant/cli";
import { addCheckCommand } from "./checkCommand";
import { addMigrateStateCommand } from "./migrateStateCommand";
import { addProgramCommand } from "./programCommand";

addCheckCommand(program);
addMigrateStateCommand(program);
addProgramCommand(program);
program.addHelpText(
  "after",
  "\nNext: `npx pulumi-sailpoint COMMAND --help` says what a command takes. `npx pulumi-sailpoint tenant` is a first try.",
);
for (const command of program.commands) {
  command.showHelpAfterError(`Run \`npx pulumi-sailpoint ${command.name()} --help\` for what it takes.`);
}
program.showHelpAfterError("Run `npx pulumi-sailpoint --help` for what it takes.");
program.parseAsync().catch((error: Error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
