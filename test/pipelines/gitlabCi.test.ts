import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Tenant } from "../../tenant";
import { type DiscussionApi, discussionApi } from "../support/pipelines/discussionApi";
import { faultsOf, type Pipeline, type Result, runPipeline } from "../support/pipelines/gitlabCi";
import { PayrollRepository } from "../support/pipelines/payrollRepository";
import { routesOf, testTenant } from "../support/testTenant";

const FILE = "examples/pipelines/gitlabCi/.gitlab-ci.yml";
const READS = ["list", "read", "instances", "instance"];
const MERGE_REQUEST = {
  CI_PIPELINE_SOURCE: "merge_request_event",
  CI_MERGE_REQUEST_IID: "7",
  CI_MERGE_REQUEST_PROJECT_ID: "12",
  CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "12",
};
const PUSH = { CI_PIPELINE_SOURCE: "push", CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main" };
const SCHEDULE = { CI_PIPELINE_SOURCE: "schedule", CI_COMMIT_BRANCH: "main", CI_DEFAULT_BRANCH: "main" };

// One repository and one tenant go through a life of their own: each test continues where the one before it ended.
describe.sequential("examples/pipelines/gitlabCi", { timeout: 300_000 }, () => {
  let tenant: Tenant;
  let api: DiscussionApi;
  let files: PayrollRepository;
  let variables: Record<string, string>;

  const run = async (event: Record<string, string>, changes: Partial<Pipeline> = {}): Promise<Result> => {
    tenant.clearRequests();
    const common = {
      CI_PROJECT_ID: "12",
      CI_API_V4_URL: api.url,
      CI_COMMIT_SHA: "0".repeat(40),
      CI_JOB_URL: "https://x",
    };
    const [result, ...others] = await runPipeline(files, { variables, event: { ...common, ...event }, ...changes });
    expect(others).toEqual([]);
    return result ?? expect.fail("no job runs for this event");
  };
  const expectReadsOnly = () => expect(routesOf(tenant).filter((route) => !READS.includes(route))).toEqual([]);

  beforeAll(async () => {
    tenant = await testTenant({ instances: [{ id: "i1", name: "Payroll SaaS" }] }, afterAll);
    api = await discussionApi();
    files = new PayrollRepository();
    files.write(".gitlab-ci.yml", readFileSync(FILE, "utf8"));
    files.commit();
    variables = {
      PULUMI_BACKEND_URL: files.backend,
      PULUMI_CONFIG_PASSPHRASE: files.passphrase,
      SAIL_BASE_URL: tenant.url,
      SAIL_TENANT_ID: tenant.tenantId,
      SAIL_CLIENT_ID: tenant.clientId,
      SAIL_CLIENT_SECRET: tenant.clientSecret,
      GITLAB_NOTE_TOKEN: "token-for-notes",
    };
  });
  afterAll(async () => {
    await api.close();
    files.remove();
  });

  test("the file is valid for GitLab's schema", async () => {
    expect(await faultsOf(files)).toBe("");
    const text = readFileSync(FILE, "utf8");
    files.write(".gitlab-ci.yml", text.replace("resource_group", "resourceGroup"));
    files.commit();
    expect(await faultsOf(files)).toContain("'resourceGroup' property is not expected to be here");
    files.write(".gitlab-ci.yml", text);
    files.commit();
  });

  test("a merge request is previewed in a note, and changes nothing", async () => {
    const result = await run(MERGE_REQUEST);
    expect(result, result.log).toMatchObject({ job: "preview", status: "success" });
    expect(tenant.customizers).toEqual([]);
    expectReadsOnly();
    expect(api.writes).toEqual(["POST /projects/12/merge_requests/7/notes"]);
    expect(api.remarks[0]?.body).toContain("### Preview of production: success");
    expect(api.remarks[0]?.body).toMatch(/Resources:\n {4}\+ \d to create/);
  });

  test("the next push updates the same note, also if its archive cannot run", async () => {
    files.write("customizer.js", 'require("left-pad");\n');
    files.commit();
    const result = await run(MERGE_REQUEST);
    expect(result.status).toBe("failed");
    expect(api.writes.slice(1)).toEqual(["PUT /projects/12/merge_requests/7/notes/1"]);
    expect(api.remarks[0]?.body).toContain("### Preview of production: failed");
    expect(api.remarks[0]?.body).toContain("an earlier command failed");
    files.write("customizer.js", "exports.connectorCustomizer = async () => ({ handlers: new Map() });\n");
    files.commit();
  });

  test("a merge request from a fork is built and checked", async () => {
    const event = { ...MERGE_REQUEST, CI_PROJECT_ID: "99", CI_MERGE_REQUEST_SOURCE_PROJECT_ID: "99" };
    const result = await run(event, { variables: {} });
    expect(result, result.log).toMatchObject({ job: "check", status: "success" });
    expect(api.writes).toHaveLength(2);
  });

  test("a merge is deployed, with the credentials of the environment, and leaves no drift", async () => {
    const { SAIL_CLIENT_ID = "", SAIL_CLIENT_SECRET = "", ...others } = variables;
    const environments = { production: { SAIL_CLIENT_ID, SAIL_CLIENT_SECRET } };
    const result = await run(PUSH, { variables: others, environments });
    expect(result, result.log).toMatchObject({ job: "deploy", status: "success" });
    expect(tenant.instances[0]?.connectorCustomizerId).toBe(tenant.customizers[0]?.id);
    const nightly = await run(SCHEDULE);
    expect(nightly, nightly.log).toMatchObject({ job: "drift", status: "success" });
    expect(nightly.log).toContain("production: no drift");
  });

  test("a change in the tenant fails the scheduled run, which names the resources and changes nothing", async () => {
    tenant.edit.rename(tenant.customizers[0]?.id ?? "", "Wages");
    const result = await run(SCHEDULE);
    expect(result).toMatchObject({ job: "drift", status: "failed", artifacts: ["drift.txt"] });
    expect(result.log).toContain("production: drift of ConnectorCustomizer payroll\n");
    expect(result.log).toContain('"Payroll" => "Wages"');
    expectReadsOnly();
  });

  test("wrong credentials and a tenant that is not named fail clearly", async () => {
    const wrong = await run(SCHEDULE, { variables: { ...variables, SAIL_CLIENT_SECRET: "x" } });
    expect(wrong.status).toBe("failed");
    expect(wrong.log).toContain("production: could not be compared");
    expect(wrong.log).toContain("401 Unauthorized");
    const unnamed = await run(PUSH, { variables: { ...variables, SAIL_TENANT_ID: "" } });
    expect(unnamed.status).toBe("failed");
    expect(unnamed.log).toContain("Set the variable SAIL_TENANT_ID to the id of the tenant");
    expect(tenant.requests).toEqual([]);
  });
});
