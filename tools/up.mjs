import "./lib/endOnOldNode.mjs";
import { commandLine } from "./lib/commandLine.mjs";
import { findOrMakeEngine } from "./lib/findOrMakeEngine.mjs";
import { LOCAL, runLocalStack, withLocalStack } from "./lib/localStack.mjs";
import { prepare } from "./lib/prepare.mjs";
import { servedTenant } from "./lib/servedTenant.mjs";
import { shownPath } from "./lib/shownPath.mjs";
import { createSteps } from "./lib/steps.mjs";
import { tenantContents } from "./lib/tenantContents.mjs";

const { values } = commandLine({
  command: "npm run up --",
  does: `Runs a real \`pulumi up\` of examples/quickstart on an embedded tenant. Nothing is sent to SailPoint. It installs the
packages, and finds or makes Pulumi's engine: the first time takes about a minute, and 5 more if the engine is built. A second
run changes nothing. The tenant goes on serving until \`npm run destroy\`, at most 12 hours. Where the environment has CI set,
it ends with the command.`,
  options: { "no-serve": { help: "end the tenant with the command" } },
  next: "edit examples/quickstart/index.ts and run `npm run up` again, or remove everything with `npm run destroy`.",
});
const inPipeline = !["", "0", "false", undefined].includes(process.env.CI);
const serves = !values["no-serve"] && !inPipeline;

const log = (line) => process.stdout.write(`${line}\n`);

try {
  log("`pulumi up` of examples/quickstart on an embedded tenant. Nothing is sent to SailPoint.\n");
  const step = createSteps(4, log);
  await step("Packages and compiled files", prepare);
  const engine = await step("Pulumi's engine", findOrMakeEngine, shownPath);
  await withLocalStack(log, () => up(engine, step));
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function up(engine, step) {
  if (process.env.SAIL_BASE_URL) {
    log("SAIL_BASE_URL is set, but not used: this command works on the embedded tenant only.");
  }
  const tenant = await step(
    "The embedded tenant",
    () => servedTenant(LOCAL),
    ({ url }) => url,
  );
  try {
    process.exitCode = await step("`pulumi up`, about 10 seconds", (say) =>
      runLocalStack(["up", "--yes"], { engine, tenantEnv: tenant.env, log: say }),
    );
    show(await tenant.state(), tenant.url);
  } finally {
    if (!serves) {
      await tenant.stop();
    }
  }
}

function show(state, url) {
  const lines = tenantContents(state);
  log(lines.length === 0 ? "The tenant is empty." : `In the tenant:\n${lines.join("\n")}`);
  const page = serves
    ? `${url} in a browser; it serves until \`npm run destroy\`, at most 12 hours`
    : `no longer served${inPipeline ? " (CI is set)" : ""}; its contents are in .pulumi/local`;
  const change =
    process.exitCode === 0
      ? "edit examples/quickstart/index.ts, for example a name, then `npm run up`"
      : "`pulumi up` did not finish, see above. `npm run up` goes on from there";
  log(`\nTenant:  ${page}\nNext:    ${change}\nRemove:  \`npm run destroy\` removes everything that was made`);
}
