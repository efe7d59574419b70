#!/usr/bin/env node
import { program } from "../tenant/cli";
import { addCheckCommand } from "./checkCommand";
import { addMigrateStateCommand } from "./migrateStateCommand";

addCheckCommand(program);
addMigrateStateCommand(program);
program.parseAsync().catch((error: Error) => program.error(`error: ${error.message}`));
