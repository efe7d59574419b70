import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { repository } from "./engineVersion.mjs";

/**
 * Starts the embedded tenant in a process, as `npx pulumi-sailpoint tenant` does.
 *
 * @param {string} dataFile keeps the tenant's contents
 * @returns {Promise<{ env: Record<string, string>, customizers: () => Promise<object[]>, stop: () => Promise<void> }>}
 */
export async function startTenantProcess(dataFile) {
  const cli = join(repository, "dist/tenant/cli.js");
  const child = spawn(process.execPath, [cli, "tenant", "--port", "0", "--data", dataFile], {
    stdio: ["ignore", "pipe", "pipe"],
    // Ctrl-C must not reach the tenant: the engine needs it until it has ended.
    detached: true,
  });
  const ended = new Promise((done) => child.once("exit", done));
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const env = await Promise.race([
    readExports(child.stdout),
    ended.then(() => Promise.reject(new Error(`The embedded tenant did not start: ${errors.trim()}`))),
  ]);
  return {
    env,
    customizers: () => listCustomizers(env),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

async function readExports(stream) {
  const env = {};
  for await (const line of createInterface({ input: stream })) {
    const [, name, value] = /^export (\w+)=(.*)$/.exec(line) ?? [];
    if (name) {
      env[name] = value;
    }
    if (Object.keys(env).length === 3) {
      return env;
    }
  }
  throw new Error("The embedded tenant ended before it was ready.");
}

async function listCustomizers({ SAIL_BASE_URL, SAIL_CLIENT_ID, SAIL_CLIENT_SECRET }) {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: SAIL_CLIENT_ID,
    client_secret: SAIL_CLIENT_SECRET,
  });
  const { access_token } = await (await fetch(`${SAIL_BASE_URL}/oauth/token`, { method: "POST", body })).json();
  const answer = await fetch(`${SAIL_BASE_URL}/v2025/connector-customizers`, {
    headers: { authorization: `Bearer ${access_token}` },
  });
  return answer.json();
}
