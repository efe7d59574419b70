#!/usr/bin/env node
import { program } from "../tenant/cli";
import { addCheckCommand } from "./checkCommand";

addCheckCommand(program);
program.parseAsync().catch((error: Error) => program.error(`error: ${error.message}`));
