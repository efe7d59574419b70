#!/usr/bin/env node
import "../provider/endOnOldNode";
import { program } from "../tenant/cli";
import { addCheckCommand } from "./checkCommand";
import { addMigrateStateCommand } from "./migrateStateCommand";
import { addProgramCommand } from "./programCommand";

addCheckCommand(program);
addMigrateStateCommand(program);
addProgramCommand(program);
program.parseAsync().catch((error: Error) => program.error(`error: ${error.message}`));
