#!/usr/bin/env node
import { existsSync } from "node:fs";
import { Command, InvalidArgumentError, Option } from "commander";
import { packageVersion } from "../provider/packageFiles";
import type { TenantRateLimit } from "./rateWindow";
import type { Tenant, TenantOptions } from "./startTenant";
import { API_VERSIONS, type ApiVersion } from "./switches";

const DEFAULT_PORT = 7080;
const DEFAULT_INSTANCES = [
  { id: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001", name: "Payroll SaaS" },
  { id: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f002", name: "HR SaaS" },
];

interface Flags {
  port?: number;
  host?: string;
  data?: string;
  clientId?: string;
  clientSecret?: string;
  tenantId?: string;
  latency: number;
  rateLimit?: TenantRateLimit | false;
  instance: string[];
  uniqueNames: boolean;
  putIgnoresName: boolean;
  refuseDeleteWhileLinked: boolean;
  listLag: number;
  readLag: number;
  pageCap: number;
  apiVersion: ApiVersion[];
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return Number(text);
}

function port(text: string): number {
  const number = wholeNumber(text);
  if (number > 65_535) {
    throw new InvalidArgumentError("It must be a port, from 0 (any free one) to 65535.");
  }
  return number;
}

function notEmpty(text: string): string {
  if (text.trim() === "") {
    throw new InvalidArgumentError("It must not be empty.");
  }
  return text;
}

function apiVersion(text: string): ApiVersion {
  const version = API_VERSIONS.find((known) => known === text);
  if (version === undefined) {
    throw new InvalidArgumentError(`It must be one of ${API_VERSIONS.join(", ")}.`);
  }
  return version;
}

function rateLimit(text: string): TenantRateLimit | false {
  const match = /^([1-9]\d{0,8})\/([1-9]\d{0,5})s$/.exec(text);
  if (text !== "off" && !match) {
    throw new InvalidArgumentError("It must look like 100/10s, or be off.");
  }
  return match ? { requests: Number(match[1]), seconds: Number(match[2]) } : false;
}

const NEXT_STEPS = `
Example:
  npx pulumi-sailpoint tenant --data tenant.json --instance "Payroll SaaS"

What to do next:
  1. Paste the three export lines that it prints into another terminal.
  2. Run \`pulumi up\` there, in a project that uses pulumi-sailpoint.
  3. Open the printed address in a browser: the page shows what the tenant holds, and sets faults and switches.`;

/** The command line, with its command `tenant`. */
export const program = new Command("pulumi-sailpoint")
  .description("Tools of the SailPoint provider for Pulumi")
  .version(packageVersion());

program
  .command("tenant")
  .version(packageVersion())
  .description("serve the embedded tenant, for trying stacks without a sandbox tenant")
  .option("--port <port>", `port to listen on (default: ${DEFAULT_PORT}, or any free one)`, port)
  .option("--host <address>", "address to listen on (default: 127.0.0.1, this machine only)", notEmpty)
  .option("--data <file>", "JSON file that keeps the tenant's state, but not the bytes of uploads", notEmpty)
  .option("--client-id <id>", "client id that gets tokens", notEmpty)
  .option("--client-secret <secret>", "client secret (default: random, kept in the data file)", notEmpty)
  .option("--tenant-id <id>", "the tenant's id", notEmpty)
  .option("--latency <ms>", "milliseconds that every answer takes", wholeNumber, 0)
  .option("--rate-limit <limit>", "requests per token, as 100/10s (default), or off", rateLimit)
  .addOption(
    new Option("--instance <name>", "a connector instance of a new tenant, with its source; repeatable")
      .argParser<string[]>((name, all) => [...all, notEmpty(name)])
      .default([], DEFAULT_INSTANCES.map(({ name }) => `"${name}"`).join(" and ")),
  )
  .option("--unique-names", "refuse a second customizer of a name", false)
  .option("--put-ignores-name", "accept a rename and keep the old name", false)
  .option("--refuse-delete-while-linked", "refuse to delete a linked customizer", false)
  .option("--list-lag <ms>", "milliseconds until a new customizer is listed", wholeNumber, 0)
  .option("--read-lag <ms>", "milliseconds until a new customizer can be read by its id", wholeNumber, 0)
  .option("--page-cap <number>", "maximum length of a listing's page; 0: no maximum below 250", wholeNumber, 0)
  .addOption(
    new Option("--api-version <version>", `an API version to serve, of ${API_VERSIONS.join(", ")}; repeatable`)
      .argParser<ApiVersion[]>((text, all) => [...all, apiVersion(text)])
      .default([], "all"),
  )
  .addHelpText("after", NEXT_STEPS)
  .action(async (flags: Flags) => {
    if (flags.instance.length > 0 && flags.data !== undefined && existsSync(flags.data)) {
      process.stderr.write(`warning: --instance is for a new tenant; ${flags.data} has its own instances\n`);
    }
    const tenant = await start(optionsOf(flags), flags.port).catch((error: Error) =>
      program.error(`error: ${error.message}`),
    );
    process.stdout.write(
      Object.entries({
        SAIL_BASE_URL: tenant.url,
        SAIL_CLIENT_ID: tenant.clientId,
        SAIL_CLIENT_SECRET: tenant.clientSecret,
      })
        .map(([name, value]) => `export ${name}=${quoted(value)}\n`)
        .join(""),
    );
    process.stderr.write(
      `Open ${tenant.url} in a browser to see the tenant's contents, live. Ctrl-C stops the tenant.\n`,
    );
    let stopping = false;
    const stop = () => {
      if (!stopping) {
        stopping = true;
        tenant.close().then(
          () => process.exit(0),
          (error: Error) => program.error(`error: ${error.message}`),
        );
      }
    };
    // write-file-atomic ends the process on a signal that nobody else listens for, in the middle of what is being written.
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });

if (require.main === module) {
  program.parseAsync().catch((error: Error) => program.error(`error: ${error.message}`));
}

function optionsOf(flags: Flags): TenantOptions {
  const { host, data, clientId, clientSecret, tenantId } = flags;
  return {
    ...(host === undefined ? {} : { host }),
    ...(data === undefined ? {} : { dataFile: data }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(tenantId === undefined ? {} : { tenantId }),
    ...(flags.rateLimit === undefined ? {} : { rateLimit: flags.rateLimit }),
    latencyMs: flags.latency,
    instances: flags.instance.length > 0 ? flags.instance.map((name) => ({ name })) : DEFAULT_INSTANCES,
    switches: {
      uniqueNames: flags.uniqueNames,
      putIgnoresName: flags.putIgnoresName,
      refuseDeleteWhileLinked: flags.refuseDeleteWhileLinked,
      listLagMs: flags.listLag,
      readLagMs: flags.readLag,
      pageCap: flags.pageCap,
      ...(flags.apiVersion.length > 0 ? { apiVersions: flags.apiVersion } : {}),
    },
  };
}

/** A value that a shell reads back as it is. */
function quoted(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}

async function start(options: TenantOptions, port: number | undefined): Promise<Tenant> {
  // The other commands do without the server and its libraries.
  const { startTenant } = await import("./startTenant.js");
  try {
    return await startTenant({ ...options, port: port ?? DEFAULT_PORT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") {
      throw error;
    }
    if (port !== undefined) {
      throw new Error(`port ${port} is in use; name another with --port`);
    }
    return startTenant({ ...options, port: 0 });
  }
}
