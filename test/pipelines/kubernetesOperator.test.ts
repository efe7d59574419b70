import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { parse, parseAllDocuments, stringify } from "yaml";
import type { Tenant } from "../../tenant";
import { findOrMakeLanguageHost } from "../../tools/lib/findOrMakeLanguageHost.mjs";
import { enginePath } from "../support/engine";
import { bash } from "../support/pipelines/bash";
import { faultsOf } from "../support/pipelines/operatorSchema";
import { PayrollRepository } from "../support/pipelines/payrollRepository";
import { testTenant } from "../support/testTenant";
import { zipOf } from "../support/zip";

const FOLDER = "examples/pipelines/kubernetesOperator";

interface Stack {
  readonly kind: "Stack";
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly stack: string;
    readonly refresh: boolean;
    readonly config: Readonly<Record<string, string>>;
    readonly envRefs: Readonly<Record<string, { secret?: { name: string; key: string }; literal?: { value: string } }>>;
    readonly serviceAccountName: string;
    readonly programRef?: { readonly name: string };
  };
}

interface Program {
  readonly kind: "Program";
  readonly metadata: { readonly name: string };
  readonly program: object;
}

function objectsOf<T>(file: string, kind?: string): T[] {
  const objects = parseAllDocuments(readFileSync(join(FOLDER, file), "utf8")).map((document) => document.toJS() as T);
  return objects.filter((object) => kind === undefined || (object as { kind: string }).kind === kind);
}

function stackOf(file: string): Stack {
  return objectsOf<Stack>(file, "Stack")[0] ?? expect.fail(`${file} has no Stack`);
}

function programOf(file: string): Program {
  return objectsOf<Program>(file, "Program")[0] ?? expect.fail(`${file} has no Program`);
}

describe("the manifests", () => {
  test("have no field that the operator does not know", () => {
    const stack = stackOf("stack.yaml");
    for (const object of [stack, ...objectsOf<Stack | Program>("program.yaml")]) {
      expect(faultsOf(object)).toEqual([]);
    }
    const misspelt = { ...stack.spec, refrsh: true };
    expect(faultsOf({ ...stack, spec: misspelt } as Stack)).not.toEqual([]);
  });

  test("hold no credentials, and agree on names", () => {
    const account = objectsOf<{ kind: string; metadata: { name: string } }>("account.yaml");
    for (const { spec } of [stackOf("stack.yaml"), stackOf("program.yaml")]) {
      const literals = Object.entries(spec.envRefs).filter(([, { literal }]) => literal);
      expect(literals.map(([name]) => name)).toEqual(["SAIL_BASE_URL", "SAIL_TENANT_ID"]);
      expect(account[0]).toMatchObject({ kind: "ServiceAccount", metadata: { name: spec.serviceAccountName } });
    }
    expect(stackOf("program.yaml").spec.programRef?.name).toBe(programOf("program.yaml").metadata.name);
  });
});

// Without a cluster: the commands that the operator gives to a workspace, with what the manifests say.
describe.sequential("the workspace", { timeout: 300_000 }, () => {
  let tenant: Tenant;
  let files: PayrollRepository;
  let path: string;

  beforeAll(async () => {
    tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] }, afterAll);
    files = new PayrollRepository();
    files.commit();
    const host = await findOrMakeLanguageHost("yaml", enginePath(), () => {});
    path = [host, files.pathWithEngine].join(delimiter);
  }, 180_000);
  afterAll(() => files.remove());

  /** The Secret `payroll`, and the literals that stand for a tenant. */
  function environment({ spec }: Stack): NodeJS.ProcessEnv {
    const secret: Record<string, string> = {
      PULUMI_BACKEND_URL: files.backend,
      PULUMI_CONFIG_PASSPHRASE: files.passphrase,
      SAIL_CLIENT_ID: tenant.clientId,
      SAIL_CLIENT_SECRET: tenant.clientSecret,
    };
    const literals: Record<string, string> = { SAIL_BASE_URL: tenant.url, SAIL_TENANT_ID: tenant.tenantId };
    const entries = Object.entries(spec.envRefs).map(([name, { secret: from }]) => [
      name,
      from ? secret[from.key] : literals[name],
    ]);
    return { ...files.env, PATH: path, ...Object.fromEntries(entries) };
  }

  async function deploy(folder: string, stack: Stack, config: Record<string, string> = {}): Promise<string> {
    const { spec } = stack;
    const set = Object.entries({ ...spec.config, ...config }).map(([key, value]) => `--plaintext '${key}=${value}'`);
    const commands = [
      "pulumi install --non-interactive",
      `pulumi stack select --create ${spec.stack}`,
      `pulumi config set-all ${set.join(" ")}`,
      `pulumi up --yes --skip-preview --diff --non-interactive --color never${spec.refresh ? " --refresh" : ""}`,
    ];
    const { code, log } = await bash(["-e"], commands.join("\n"), { folder, env: environment(stack) });
    expect(code, log).toBe(0);
    return log;
  }

  test("a Stack deploys a project from git, which `pulumi install` builds", async () => {
    const manifest = parse(readFileSync(join(files.checkout(), "package.json"), "utf8")) as { scripts: object };
    const scripts = { ...manifest.scripts, prepare: "npm run build" };
    files.write("package.json", JSON.stringify({ ...manifest, scripts }));
    files.commit();
    const stack = stackOf("stack.yaml");
    await deploy(files.checkout(), stack);
    expect(tenant.versions(tenant.customizers[0]?.id ?? "")).toHaveLength(1);
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(tenant.customizers[0]?.id);
    expect(await deploy(files.checkout(), stack)).toMatch(/Resources:\n {4}5 unchanged/);
  });

  /** Runs the image's `RUN` command. Its `npm install` is played: the package comes from this repository. */
  async function buildImage(): Promise<void> {
    const lines = readFileSync(join(FOLDER, "Dockerfile"), "utf8").replaceAll("\\\n", " ").split("\n");
    const version = lines.find((line) => line.startsWith("ARG VERSION="))?.split("=")[1];
    expect(version).toBe((JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version);
    const npm = `npm() {
      [ "$1 $2 $3 $4 $5" = "install --prefix $HOME/sailpoint pulumi-sailpoint@${version} @pulumi/pulumi@3" ] || exit 1
      mkdir -p "$HOME/sailpoint/node_modules" && ln -s '${resolve(".")}' "$HOME/sailpoint/node_modules/pulumi-sailpoint"
    }`;
    const run = lines.find((line) => line.startsWith("RUN "))?.slice("RUN ".length);
    const env = { ...files.env, VERSION: version };
    const { code, log } = await bash(["-e"], `${npm}\n${run}`, { folder: files.home, env });
    expect(code, log).toBe(0);
  }

  /** The project that the operator makes of a Program, in a new folder. */
  function projectOf({ metadata, program }: Program): string {
    const folder = mkdtempSync(join(files.home, "workspace-"));
    writeFileSync(join(folder, "Pulumi.yaml"), stringify({ name: metadata.name, runtime: "yaml", ...program }));
    return folder;
  }

  test("a Program deploys with the image's plugin, and again from a new workspace", async () => {
    const zip = await zipOf({ "index.js": "exports.connectorCustomizer = async () => ({ handlers: new Map() });\n" });
    const server = createServer((_, answer) => answer.end(zip));
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    onTestFinished(() => void server.close());
    await buildImage();
    const [program, stack] = [programOf("program.yaml"), stackOf("program.yaml")];
    tenant.edit.addInstance("Contractors SaaS", "i2");
    const config = {
      archiveUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/payroll.zip`,
      connectorInstance: "Contractors SaaS",
    };
    tenant.edit.rename(tenant.customizers[0]?.id ?? "", "Payroll of the other stack");
    await deploy(projectOf(program), stack, config);
    const deployed = tenant.customizers.find(({ name }) => name === "Payroll");
    expect(tenant.versions(deployed?.id ?? "")).toHaveLength(1);
    expect(tenant.instances.find(({ id }) => id === "i2")?.connectorCustomizerId).toBe(deployed?.id);
    expect(await deploy(projectOf(program), stack, config)).toMatch(/Resources:\n {4}5 unchanged/);
  });

  test("without the image's plugin, `pulumi install` fails, which the operator reports", async () => {
    const folder = projectOf(programOf("program.yaml"));
    const env = { ...environment(stackOf("program.yaml")), PULUMI_HOME: join(folder, ".pulumi") };
    const { code, log } = await bash(["-e"], "pulumi install --non-interactive", { folder, env });
    expect(code).not.toBe(0);
    expect(log).toContain("could not find latest version for provider sailpoint");
  });
});
