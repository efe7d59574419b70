import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { enginePath, Project } from "../support/engine";
import { testTenant } from "../support/testTenant";

const TIMEOUT = 180_000;

const I1 = "i1";
const I2 = "i2";

async function start(options: Parameters<typeof testTenant>[0] = {}) {
  const instances = [
    { id: I1, name: "Payroll SaaS" },
    { id: I2, name: "HR SaaS" },
  ];
  const tenant = await testTenant({ instances, ...options });
  const project = new Project(tenant);
  project.init();
  const idOf = (name: string) => tenant.customizers.find((one) => one.name === name)?.id;
  const linkOf = (instance: string) => {
    const id = tenant.instances.find((one) => one.id === instance)?.connectorCustomizerId;
    return tenant.customizers.find((one) => one.id === id)?.name;
  };
  const names = () => tenant.customizers.map(({ name }) => name).sort();
  const up = (...args: string[]) => project.pulumi("up", "--yes", "--skip-preview", ...args);
  const urnOf = (kind: string, name: string) =>
    `urn:pulumi:test::under-test::pulumi-nodejs:dynamic/sailpoint:${kind}::${name}`;
  return { tenant, project, idOf, linkOf, names, up, urnOf };
}

const customizer = (logicalName: string, args = "{}", opts = "{}") =>
  `const ${logicalName} = new sailpoint.ConnectorCustomizer("${logicalName}", ${args}, ${opts});\n`;
const link = (logicalName: string, instance: string, of: string) =>
  `new sailpoint.ConnectorCustomizerLink("${logicalName}", { connectorInstanceId: "${instance}", customizerId: ${of}.id });\n`;
const code = (of: string, text = "1") =>
  `const ${of}Code = new sailpoint.ConnectorCustomizerVersion("${of}", { customizerId: ${of}.id,
     archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("// ${text}") }) });\n`;

describe.each([[[]], [["--refresh"]], [["--refresh", "--run-program"]]])("with the flags %j", (flags) => {
  test(
    "a removed link is unlinked, a moved one moves, and what another logical name adopts stays",
    async () => {
      const { project, linkOf, names, up, idOf } = await start();
      project.program(customizer("a") + link("l", I1, "a"));
      await project.up();
      project.program(customizer("a") + link("l", I2, "a"));
      expect((await up(...flags)).code).toBe(0);
      expect([linkOf(I1), linkOf(I2)]).toEqual([undefined, "a"]);
      project.program(customizer("a"));
      expect((await up(...flags)).code).toBe(0);
      expect(linkOf(I2)).toBeUndefined();

      const id = idOf("a");
      project.program(customizer("b", `{ name: "a", adopt: true }`));
      expect((await up(...flags)).code).toBe(0);
      expect(idOf("a")).toBe(id);
      expect(project.resources()).toMatchObject([{ id }]);
      await project.succeed("destroy", "--yes", "--skip-preview", ...flags);
      expect(names()).toEqual([]);
    },
    TIMEOUT,
  );
});

test(
  "destroy --refresh unlinks, also if the tenant refuses to delete what is linked",
  async () => {
    const { project, tenant, linkOf, names } = await start({ switches: { refuseDeleteWhileLinked: true } });
    project.program(customizer("a") + link("l", I1, "a"));
    await project.up();
    await project.succeed("destroy", "--yes", "--skip-preview", "--refresh");
    expect([names(), linkOf(I1)]).toEqual([[], undefined]);
    expect(tenant.instances).toHaveLength(2);
  },
  TIMEOUT,
);

describe("what a run has adopted outlives a later run", () => {
  test(
    "after another resource of the run failed",
    async () => {
      const { project, tenant, names, up, idOf } = await start();
      tenant.edit.create("Taken");
      project.program(customizer("a", `{ name: "N" }`));
      await project.up();
      const id = idOf("N");
      project.program(customizer("b", `{ name: "N", adopt: true }`) + customizer("c", `{ name: "Taken" }`));
      expect((await up()).code).not.toBe(0);
      expect(project.resources()).toHaveLength(2);
      project.program(customizer("b", `{ name: "N", adopt: true }`));
      expect((await up()).code).toBe(0);
      expect(idOf("N")).toBe(id);
      expect(project.resources()).toMatchObject([{ id }]);
      expect(names()).toEqual(["N", "Taken"]);
    },
    TIMEOUT,
  );

  test(
    "after a targeted run",
    async () => {
      const { project, up, idOf, urnOf } = await start();
      project.program(customizer("a", `{ name: "N" }`));
      await project.up();
      const id = idOf("N");
      project.program(customizer("b", `{ name: "N", adopt: true }`));
      expect((await up("--target", urnOf("ConnectorCustomizer", "b"))).code).toBe(0);
      expect(project.resources()).toHaveLength(2);
      expect((await up("--refresh")).code).toBe(0);
      expect(idOf("N")).toBe(id);
      expect(project.resources()).toMatchObject([{ id }]);
    },
    TIMEOUT,
  );

  test(
    "after a forced replacement that was interrupted before the delete",
    async () => {
      const { project, tenant, up, idOf, urnOf } = await start();
      const program = customizer("a", `{ name: "N", adopt: true }`) + customizer("z", "{}", "{ dependsOn: a }");
      project.program(customizer("a", `{ name: "N", adopt: true }`));
      await project.up();
      const id = idOf("N");
      tenant.edit.create("z");
      project.program(program);
      expect((await up("--replace", urnOf("ConnectorCustomizer", "a"))).code).not.toBe(0);
      expect(project.resources()).toHaveLength(2);
      project.program(customizer("a", `{ name: "N", adopt: true }`));
      expect((await up()).code).toBe(0);
      expect(idOf("N")).toBe(id);
      expect(project.resources()).toMatchObject([{ id }]);
    },
    TIMEOUT,
  );
});

test(
  "what was adopted is kept with --continue-on-error if its replacement fails, or is never tried",
  async () => {
    const { project, tenant, up, idOf, urnOf } = await start();
    project.program(customizer("a", `{ name: "N" }`));
    await project.up();
    const id = idOf("N");
    project.program(customizer("b", `{ name: "N", adopt: true }`));
    expect((await up("--target", urnOf("ConnectorCustomizer", "b"))).code).toBe(0);
    tenant.edit.create("taken");
    project.program(customizer("x", `{ name: "taken" }`) + customizer("b", `{ name: "M" }`, "{ dependsOn: x }"));
    expect((await up("--continue-on-error")).code).not.toBe(0);
    expect(idOf("N")).toBe(id);
    project.program(customizer("b", `{ name: "taken" }`));
    expect((await up("--continue-on-error")).code).not.toBe(0);
    expect(idOf("N")).toBe(id);
    project.program(customizer("b", `{ name: "M" }`));
    expect((await up()).code).toBe(0);
    expect([idOf("N"), project.resources()]).toMatchObject([undefined, [{ id: idOf("M") }]]);
  },
  TIMEOUT,
);

test(
  "two resources that manage one customizer are an error in the preview, and removing one of them keeps the customizer",
  async () => {
    const { project, tenant, up, idOf } = await start();
    tenant.edit.create("Taken");
    project.program(customizer("a", `{ name: "N" }`));
    await project.up();
    const id = idOf("N");
    project.program(customizer("b", `{ name: "N", adopt: true }`) + customizer("c", `{ name: "Taken" }`));
    await up();
    expect(project.resources()).toHaveLength(2);
    project.program(customizer("a", `{ name: "N" }`) + customizer("b", `{ name: "N", adopt: true }`));
    const preview = await project.pulumi("preview");
    expect(preview.code).not.toBe(0);
    expect(preview.output).toContain("Two resources of this program manage the connector customizer");
    project.program(customizer("a", `{ name: "N" }`));
    expect((await up()).code).toBe(0);
    expect(idOf("N")).toBe(id);
  },
  TIMEOUT,
);

test(
  "somebody else's link that a refresh shows is left by destroy, and the declared one is restored by up",
  async () => {
    const { project, tenant, linkOf, up } = await start();
    const theirs = tenant.edit.create("Theirs").id;
    project.program(customizer("a") + link("l", I1, "a"));
    await project.up();
    tenant.edit.link(I1, theirs);
    expect(await project.succeed("refresh", "--yes", "--skip-preview")).toContain("1 updated");
    expect((await up()).code).toBe(0);
    expect(linkOf(I1)).toBe("a");
    tenant.edit.link(I1, theirs);
    await project.succeed("refresh", "--yes", "--skip-preview");
    await project.succeed("refresh", "--yes", "--skip-preview");
    await project.succeed("destroy", "--yes", "--skip-preview");
    expect(linkOf(I1)).toBe("Theirs");
  },
  TIMEOUT,
);

test(
  "an instance moves from one deployment of the program to another in one run, in either order",
  async () => {
    const { project, linkOf, up, names } = await start();
    const deployment = (name: string, ids: string) =>
      `new sailpoint.CustomizerDeployment("${name}", { connectorInstanceIds: ${ids},
         archive: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset("// ${name}") }) });\n`;
    project.program(deployment("one", `["${I1}"]`) + deployment("two", "[]"));
    await project.up();
    expect(linkOf(I1)).toBe("one");
    project.program(deployment("one", "[]") + deployment("two", `["${I1}"]`));
    expect((await up()).code).toBe(0);
    expect(linkOf(I1)).toBe("two");
    project.program(deployment("one", `["${I1}"]`) + deployment("two", "[]"));
    expect((await up("--refresh")).code).toBe(0);
    expect(linkOf(I1)).toBe("one");
    expect(await project.succeed("up", "--yes", "--skip-preview", "--expect-no-changes")).toContain("unchanged");
    project.program(deployment("three", `["${I1}"]`));
    const refused = await up();
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain("run `pulumi up --refresh`");
    expect((await up("--refresh")).code).toBe(0);
    expect([linkOf(I1), names()]).toEqual(["three", ["three"]]);
  },
  TIMEOUT,
);

test(
  "a targeted replacement keeps the old customizer as long as an instance runs its code, however often it is tried",
  async () => {
    const { project, linkOf, names, up, urnOf } = await start();
    const program = (name: string) => customizer("a", `{ name: "${name}" }`) + code("a") + link("l", I1, "a");
    project.program(program("Old"));
    await project.up();
    project.program(program("New"));
    for (const _ of ["first", "second"]) {
      const targeted = await up("--target", urnOf("ConnectorCustomizer", "a"));
      expect(targeted.code).not.toBe(0);
      expect(targeted.output).toContain("--target-dependents");
      expect([linkOf(I1), names()]).toEqual(["Old", ["New", "Old"]]);
    }
    expect((await up()).code).toBe(0);
    expect([linkOf(I1), names()]).toEqual(["New", ["New"]]);
    project.program(program("Newer"));
    expect((await up("--target", urnOf("ConnectorCustomizer", "a"), "--target-dependents")).code).toBe(0);
    expect([linkOf(I1), names()]).toEqual(["Newer", ["Newer"]]);
  },
  TIMEOUT,
);

test(
  "a forced replacement by a customizer that has the name meanwhile keeps the old one as long as an instance runs its code",
  async () => {
    const { project, tenant, up, idOf, urnOf } = await start();
    project.program(customizer("a", `{ name: "N", adopt: true }`) + code("a") + link("l", I1, "a"));
    await project.up();
    const old = idOf("N") ?? "";
    tenant.edit.rename(old, "Moved");
    tenant.edit.create("N");
    const linked = () => tenant.instances.find(({ id }) => id === I1)?.connectorCustomizerId;
    for (const flag of ["--target-replace", "--target"]) {
      const alone = await up(flag, urnOf("ConnectorCustomizer", "a"));
      expect(alone.code).not.toBe(0);
      expect(alone.output).toContain("--target-dependents");
      expect(linked()).toBe(old);
    }
    expect((await up()).code).toBe(0);
    expect(linked()).toBe(idOf("N"));
    expect(tenant.customizers.map(({ id }) => id)).toEqual([linked()]);
  },
  TIMEOUT,
);

test(
  "nothing is created in another tenant than the one of the stack's other resources",
  async () => {
    const { project, tenant } = await start();
    const other = await testTenant();
    project.program(customizer("c") + code("c"));
    await project.up();
    Object.assign(project.env, {
      SAIL_BASE_URL: other.url,
      SAIL_CLIENT_ID: other.clientId,
      SAIL_CLIENT_SECRET: other.clientSecret,
    });
    project.program(customizer("c") + code("c") + customizer("d"));
    const refused = await project.pulumi("up", "--yes", "--skip-preview");
    expect(refused.code).not.toBe(0);
    expect(refused.output).toContain(`belongs to tenant ${tenant.tenantId}`);
    expect(refused.output).toContain(other.tenantId);
    expect(other.customizers).toEqual([]);
  },
  TIMEOUT,
);

test(
  "an engine that is killed while the provider waits for a 429 leaves no provider that goes on creating",
  async () => {
    const { project, tenant, names } = await start();
    const all = Array.from({ length: 20 }, (_, index) => `c${index}`);
    project.program(all.map((name) => customizer(name)).join(""));
    tenant.fault({ route: "create", count: 30, action: { status: 429, headers: { "retry-after": "3" } } });
    const child = spawn(enginePath(), ["up", "--yes", "--skip-preview", "--non-interactive"], {
      cwd: project.folder,
      env: project.env,
      stdio: "ignore",
    });
    while (!tenant.requests.some(({ status }) => status === 429)) {
      await sleep(20);
    }
    child.kill("SIGKILL");
    await sleep(1_000);
    const sent = tenant.requests.length;
    await sleep(4_000);
    expect(tenant.requests.length).toBe(sent);
    await project.succeed("cancel", "--yes");
    await project.up();
    expect(names()).toEqual([...all].sort());
  },
  TIMEOUT,
);
