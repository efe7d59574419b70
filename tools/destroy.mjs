import "./lib/endOnOldNode.mjs";
import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { commandLine } from "./lib/commandLine.mjs";
import { cacheFolder } from "./lib/engineVersion.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { LOCAL, runLocalStack, withLocalStack } from "./lib/localStack.mjs";
import { prepare } from "./lib/prepare.mjs";
import { servedTenant } from "./lib/servedTenant.mjs";
import { shownPath } from "./lib/shownPath.mjs";
import { createSteps } from "./lib/steps.mjs";
import { tenantContents } from "./lib/tenantContents.mjs";

commandLine({
  command: "npm run destroy --",
  does: `Removes what \`npm run up\` made: the customizers with \`pulumi destroy\`, the stack, and the embedded tenant. It says what is left.`,
  next: "`npm run up` makes everything anew.",
});

const log = (line) => process.stdout.write(`${line}\n`);

try {
  if (existsSync(LOCAL)) {
    const step = createSteps(4, log);
    await step("Packages and compiled files", prepare);
    const engine = await step("Pulumi's engine", findOrMakeEngine, shownPath);
    await withLocalStack(log, () => destroy(engine, step));
    removeIfEmpty(dirname(LOCAL));
  } else {
    log("There is nothing to remove: `npm run up` has made nothing here.");
  }
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function destroy(engine, step) {
  const tenant = await step(
    "The embedded tenant",
    () => servedTenant(LOCAL),
    ({ url }) => url,
  );
  process.exitCode = await step("`pulumi destroy`, about 10 seconds", (say) =>
    runLocalStack(["destroy", "--yes", "--remove"], { engine, tenantEnv: tenant.env, log: say }),
  );
  const state = await tenant.state();
  const rest = tenantContents(state);
  if (process.exitCode !== 0) {
    log(`\n\`pulumi destroy\` did not finish, see above. In the tenant (${tenant.url}):\n${rest.join("\n")}`);
    log(
      "\nNext: `npm run destroy` goes on. Or delete the folder .pulumi: this ends the tenant and removes all it has.",
    );
    return;
  }
  await tenant.stop();
  if (rest.length > 0) {
    log(`\nThe stack is removed. The tenant has what the stack did not make:\n${rest.join("\n")}`);
    log("\nNext: `npm run up` serves it again. Delete the folder .pulumi to remove it.");
    return;
  }
  rmSync(LOCAL, { recursive: true, force: true });
  log("\nThe tenant is empty. It has ended, and the stack and the folder .pulumi are removed.");
  const engines = cacheFolder();
  log(
    `Left for the next time: node_modules, dist and .cache here${existsSync(engines) ? `, and ${shownPath(engines)} with the engine` : ""}.`,
  );
  log("\nNext: `npm run up` makes everything anew. To leave nothing, delete these folders.");
}

function removeIfEmpty(folder) {
  if (existsSync(folder) && readdirSync(folder).length === 0) {
    rmdirSync(folder);
  }
}
