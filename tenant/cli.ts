#!/usr/bin/env node
import { Command, InvalidArgumentError } from "commander";
import type { TenantRateLimit } from "./rateWindow";
import { startTenant, type Tenant, type TenantOptions } from "./startTenant";

const DEFAULT_PORT = 7080;
const DEFAULT_INSTANCES = [
  { id: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f001", name: "Payroll SaaS" },
  { id: "5d1b5f0e-9c1c-4b9e-8b67-0c7a52a1f002", name: "HR SaaS" },
];

interface Flags {
  port?: number;
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
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return Number(text);
}

function rateLimit(text: string): TenantRateLimit | false {
  const match = /^(\d+)\/(\d+)s$/.exec(text);
  if (text !== "off" && !match) {
    throw new InvalidArgumentError("It must look like 100/10s, or be off.");
  }
  return match ? { requests: Number(match[1]), seconds: Number(match[2]) } : false;
}

const program = new Command("pulumi-sailpoint").description("Tools of the SailPoint provider for Pulumi");

program
  .command("tenant")
  .description("serve the embedded tenant, for trying stacks without a sandbox tenant")
  .option("--port <port>", `port to listen on (default: ${DEFAULT_PORT}, or any free one)`, wholeNumber)
  .option("--data <file>", "JSON file that keeps the tenant's state")
  .option("--client-id <id>", "client id that gets tokens")
  .option("--client-secret <secret>", "client secret (default: random, kept in the data file)")
  .option("--tenant-id <id>", "the tenant's id")
  .option("--latency <ms>", "milliseconds that every answer takes", wholeNumber, 0)
  .option("--rate-limit <limit>", "requests per token, as 100/10s (default), or off", rateLimit)
  .option(
    "--instance <name>",
    "a connector instance of a new tenant; repeatable",
    (name, all: string[]) => [...all, name],
    [],
  )
  .option("--unique-names", "refuse a second customizer of a name", false)
  .option("--put-ignores-name", "accept a rename and keep the old name", false)
  .option("--refuse-delete-while-linked", "refuse to delete a linked customizer", false)
  .option("--list-lag <ms>", "milliseconds until a new customizer is listed", wholeNumber, 0)
  .action(async (flags: Flags) => {
    const tenant = await start(optionsOf(flags), flags.port).catch((error: Error) =>
      program.error(`error: ${error.message}`),
    );
    process.stdout.write(
      `export SAIL_BASE_URL=${tenant.url}\nexport SAIL_CLIENT_ID=${tenant.clientId}\nexport SAIL_CLIENT_SECRET=${tenant.clientSecret}\n`,
    );
    process.stderr.write(`The tenant is at ${tenant.url}, to be looked at in a browser. Ctrl-C stops it.\n`);
    const stop = () => {
      tenant.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    };
    process.once("SIGINT", stop).once("SIGTERM", stop);
  });

program.parseAsync().catch((error: Error) => program.error(`error: ${error.message}`));

function optionsOf(flags: Flags): TenantOptions {
  const { data, clientId, clientSecret, tenantId } = flags;
  return {
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
    },
  };
}

async function start(options: TenantOptions, port: number | undefined): Promise<Tenant> {
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
