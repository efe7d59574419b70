import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { type DiscussionApi, discussionApi } from "../support/pipelines/discussionApi";
import { type Event, type Repository, type Result, runWorkflow } from "../support/pipelines/githubActions";
import { PayrollRepository } from "../support/pipelines/payrollRepository";
import { routesOf, testTenant } from "../support/testTenant";

const FOLDER = "examples/pipelines/githubActions";
const PULL_REQUEST: Event = { name: "pull_request", number: 7 };
const READS = ["list", "read", "instances", "instance"];

// One repository and one tenant go through a life of their own: each test continues where the one before it ended.
describe.sequential("examples/pipelines/githubActions", { timeout: 300_000 }, () => {
  let tenant: Tenant;
  let api: DiscussionApi;
  let files: PayrollRepository;
  let repository: Repository;

  const run = (workflow: string, event: Event, changes: Partial<Repository> = {}): Promise<Result> => {
    tenant.clearRequests();
    return runWorkflow(`${FOLDER}/${workflow}.yml`, event, { ...repository, ...changes });
  };
  const expectReadsOnly = () => expect(routesOf(tenant).filter((route) => !READS.includes(route))).toEqual([]);

  beforeAll(async () => {
    tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] }, afterAll);
    api = await discussionApi();
    files = new PayrollRepository();
    files.commit();
    repository = {
      files,
      apiUrl: api.url,
      vars: { PULUMI_BACKEND_URL: files.backend, SAIL_BASE_URL: tenant.url, SAIL_TENANT_ID: tenant.tenantId },
      secrets: {
        PULUMI_CONFIG_PASSPHRASE: files.passphrase,
        SAIL_CLIENT_ID: tenant.clientId,
        SAIL_CLIENT_SECRET: tenant.clientSecret,
      },
      environments: {},
    };
  });
  afterAll(async () => {
    await api.close();
    files.remove();
  });

  test("a pull request is previewed in a comment, and changes nothing", async () => {
    for (let other = 0; other < 100; other++) {
      api.add("<!-- pulumi-preview production --> quoted", { login: "somebody", id: 3 });
    }
    const result = await run("preview", PULL_REQUEST);
    expect(result.status, result.log).toBe("success");
    expect(tenant.customizers).toEqual([]);
    expectReadsOnly();
    expect(api.writes).toEqual(["POST /repos/example/payroll/issues/7/comments"]);
    expect(api.remarks.at(-1)?.body).toContain("### Preview of production: success");
    expect(api.remarks.at(-1)?.body).toMatch(/Resources:\n {4}\+ \d to create/);
    expect(api.remarks.at(-1)?.body).toContain('name      : "Payroll"');
  });

  test("the next push updates the same comment", async () => {
    files.write(
      "index.js",
      readFileSync(`${files.checkout()}/index.js`, "utf8").replace('"Payroll",', '"Pay ``` roll",'),
    );
    files.commit();
    const result = await run("preview", PULL_REQUEST);
    expect(result.status, result.log).toBe("success");
    expect(api.writes.slice(1)).toEqual(["PATCH /repos/example/payroll/issues/comments/101"]);
    expect(api.remarks).toHaveLength(101);
    expect(api.remarks.at(-1)?.body).toMatch(/^````diff\n/m);
  });

  test("an archive that SailPoint cannot run ends the run before the preview, and the comment says so", async () => {
    files.write("customizer.js", 'require("left-pad");\n');
    files.commit();
    const result = await run("preview", PULL_REQUEST);
    expect(result.status).toBe("failure");
    expect(result.skipped).toEqual(["Preview"]);
    expect(result.log).toContain("left-pad");
    expect(api.remarks.at(-1)?.body).toContain("### Preview of production: failure");
    expect(api.remarks.at(-1)?.body).toContain("an earlier step failed");
    files.write("customizer.js", "exports.connectorCustomizer = async () => ({ handlers: new Map() });\n");
    files.commit();
  });

  test("a pull request from a fork is built and checked without secrets", async () => {
    const before = [...api.writes];
    const result = await run("preview", { ...PULL_REQUEST, fork: true });
    expect(result.status, result.log).toBe("success");
    expect(result.passed).toContain("Check the archive");
    expect(result.skipped).toEqual(["Preview", "Comment on the pull request"]);
    expect(tenant.requests).toEqual([]);
    expect(api.writes).toEqual(before);
  });

  test("a merge is deployed, with the credentials of the environment", async () => {
    const { SAIL_CLIENT_ID = "", SAIL_CLIENT_SECRET = "", ...secrets } = repository.secrets;
    const environments = { production: { SAIL_CLIENT_ID, SAIL_CLIENT_SECRET } };
    const result = await run("deploy", { name: "push" }, { secrets, environments });
    expect(result.status, result.log).toBe("success");
    const [customizer] = tenant.customizers;
    expect(tenant.versions(customizer?.id ?? "")).toHaveLength(1);
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(customizer?.id);
    expect(result.summary).toContain("### Deploy to production: success");
    expect(result.summary).toContain(customizer?.id);
  });

  test("the same again changes nothing, and leaves no drift", async () => {
    const again = await run("deploy", { name: "push" });
    expect(again.status, again.log).toBe("success");
    expect(again.summary).toMatch(/Resources:\n {4}5 unchanged/);
    expectReadsOnly();
    const nightly = await run("drift", { name: "schedule" });
    expect(nightly.status, nightly.log).toBe("success");
    expect(nightly.summary).toContain("### production: no drift");
  });

  test("a change in the tenant fails the nightly run, which names the resources and changes nothing", async () => {
    tenant.edit.rename(tenant.customizers[0]?.id ?? "", "Wages");
    tenant.edit.link("i1", null);
    const result = await run("drift", { name: "schedule" });
    expect(result.status).toBe("failure");
    const names = "drift of ConnectorCustomizer payroll, ConnectorCustomizerLink payroll-0";
    expect(result.summary).toContain(`### production: ${names}`);
    expect(result.log).toContain(`::error title=production::${names}`);
    expect(result.log).toContain('name        : "Pay ``` roll" => "Wages"');
    expectReadsOnly();
    expect(tenant.customizers[0]?.name).toBe("Wages");
  });

  test("wrong credentials and a tenant that is not named fail clearly", async () => {
    const wrong = await run(
      "drift",
      { name: "schedule" },
      { secrets: { ...repository.secrets, SAIL_CLIENT_SECRET: "x" } },
    );
    expect(wrong.status).toBe("failure");
    expect(wrong.summary).toContain("### production: could not be compared");
    expect(wrong.log).toContain("401 Unauthorized");
    const unnamed = await run("deploy", { name: "push" }, { vars: { ...repository.vars, SAIL_TENANT_ID: "" } });
    expect(unnamed.status).toBe("failure");
    expect(unnamed.log).toContain("Set the variable SAIL_TENANT_ID to the id of the tenant");
    expect(unnamed.summary).toContain("### Deploy to production: failure");
    expect(tenant.requests).toEqual([]);
  });
});
