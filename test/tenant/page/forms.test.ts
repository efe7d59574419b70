import { describe, expect, test } from "vitest";
import { USUAL_FAULTS } from "../../../tenant/page/usualFaults";
import { DEFAULT_SWITCHES } from "../../../tenant/switches";
import { api } from "../../support/api";
import { focusedId, shownText, tenantPages } from "../../support/browser";
import { testTenant } from "../../support/testTenant";

const PATH = "/v2025/connector-customizers";
const open = tenantPages();

describe("in a browser", () => {
  test("a fault that the form adds hits, shows as fired, and can be removed", async () => {
    const tenant = await testTenant();
    const page = await open(tenant);
    await page.locator("#fault-route").selectOption("create");
    await page.locator("#fault-action").selectOption({ label: "503, nothing done" });
    await page.locator("#fault-count").fill("2");
    await page.locator("#add-fault").click();
    await shownText(page, ".fault").toMatch(/create\s+fired 0 of 2\s+Remove\s+\{"status":503\}/);
    const send = await api(tenant);
    expect((await send("POST", PATH, { name: "Payroll" })).status).toBe(503);
    await shownText(page, ".fault").toContain("fired 1 of 2");
    await shownText(page, "#requests tbody tr:first-child").toMatch(/503\s+fault/);
    await page.locator("#remove-fault-1").click();
    await shownText(page, "#faults").toContain("every request is answered as documented");
    await expect.poll(() => focusedId(page)).toBe("faults-title");
    await shownText(page, "#said").toBe("The fault is removed.");
    expect((await send("POST", PATH, { name: "Payroll" })).status).toBe(201);
  });

  test("any fault can be added as JSON; what is wrong with it is said, and the text stays", async () => {
    const tenant = await testTenant();
    const page = await open(tenant);
    await page.locator("#fault-json-details summary").click();
    await page.locator("#fault-json").fill('{"action": {"status": 42}}');
    await page.locator("#add-fault-json").click();
    await shownText(page, "#fault-json-form-problem").toContain("action");
    expect(await page.locator("#fault-json").inputValue()).toBe('{"action": {"status": 42}}');
    await page
      .locator("#fault-json")
      .fill('{"path": "/none", "count": "always", "every": 3, "action": {"hang": true}}');
    await page.locator("#add-fault-json").click();
    await shownText(page, ".fault").toMatch(/any route · \/none · every 3\s+fired 0 of any number/);
    expect(await page.locator("#fault-json").inputValue()).toBe("");
    await shownText(page, "#fault-json-form-problem").toBe("");
    await page.locator("#remove-faults").click();
    await expect.poll(() => page.locator(".fault").count()).toBe(0);
  });

  test("a switch is set with the keyboard alone", async () => {
    const tenant = await testTenant();
    const page = await open(tenant);
    const tabTo = async (id: string) => {
      for (let presses = 0; (await focusedId(page)) !== id; presses++) {
        expect(presses, `presses of Tab until ${id}`).toBeLessThan(60);
        await page.keyboard.press("Tab");
      }
    };
    await tabTo("switch-uniqueNames");
    await page.keyboard.press("Space");
    await tabTo("switch-pageCap");
    await page.keyboard.type("50");
    await tabTo("set-switches");
    await page.keyboard.press("Enter");
    await shownText(page, "#switches h2").toContain("2 changed");
    expect(tenant.switches).toEqual({ ...DEFAULT_SWITCHES, uniqueNames: true, pageCap: 50 });
    expect(await focusedId(page)).toBe("set-switches");
    await shownText(page, "#switch-row-uniqueNames").toContain("changed");
    await shownText(page, "#said").toBe("The switches are set.");
    await tabTo("reset-switches");
    await page.keyboard.press("Enter");
    await shownText(page, "#switches h2").toContain("all as documented");
    expect(tenant.switches).toEqual(DEFAULT_SWITCHES);
    await shownText(page, "#connection").toBe("Live");
  });

  test("all tokens can be expired", async () => {
    const tenant = await testTenant();
    const send = await api(tenant);
    const page = await open(tenant);
    await shownText(page, "#rate").toContain("Valid now: 1.");
    await page.locator("#expire-tokens").click();
    await shownText(page, "#rate").toContain("No token is valid.");
    expect((await send("GET", PATH)).status).toBe(401);
  });

  test("without JavaScript, forms load the page again", async () => {
    const tenant = await testTenant();
    tenant.edit.create("Payroll");
    const page = await open(tenant, { javaScriptEnabled: false });
    await shownText(page, "#customizers").toContain("Payroll");
    await page.locator("#fault-action").selectOption({ label: "answer 3 s late" });
    await page.locator("#fault-count").fill("none");
    await page.locator("#add-fault").click();
    await shownText(page, "#fault-form-problem").toContain("count: must be a whole number");
    expect(await page.locator("#fault-count").inputValue()).toBe("none");
    expect(await page.locator("#fault-action").inputValue()).toBe("delay");
    await page.locator("#fault-count").fill("always");
    await page.locator("#add-fault").click();
    await page.waitForURL(`${tenant.url}/#faults`);
    await shownText(page, ".fault").toContain('{"delayMs":3000}');
    await page.locator("#switch-apiVersions-v1").uncheck();
    await page.locator("#switch-deleteUnlinks").uncheck();
    await page.locator("#set-switches").click();
    await page.waitForURL(`${tenant.url}/#switches`);
    expect(tenant.switches).toMatchObject({
      deleteUnlinks: false,
      apiVersions: ["v2024", "v2025", "v2026", "beta", "v3"],
    });
    await page.locator("#remove-fault-1").click();
    await shownText(page, "#faults").toContain("answered as documented");
  });
});

describe("over HTTP", () => {
  const post = (url: string, headers: Record<string, string>, body = new URLSearchParams({ answer: "hang" })) =>
    fetch(`${url}/_tenant/page/faults`, { method: "POST", headers, body, redirect: "manual" });

  test.each([
    ["another site's origin", { origin: "https://example.com" }],
    ["another port", { origin: "http://127.0.0.1:1" }],
    ["an opaque origin", { origin: "null" }],
    ["a cross-site fetch", { "sec-fetch-site": "cross-site" }],
    ["no origin", {}],
  ])("a form from %s is refused and changes nothing", async (_, headers) => {
    const tenant = await testTenant();
    expect((await post(tenant.url, headers)).status).toBe(403);
    const faults = await (await fetch(`${tenant.url}/_tenant/faults`)).json();
    expect(faults).toEqual([]);
  });

  test("a form from the page itself is answered with a redirect to its section", async () => {
    const tenant = await testTenant();
    const answer = await post(tenant.url, { origin: tenant.url });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/#faults"]);
    await fetch(`${tenant.url}/_tenant/faults`, { method: "DELETE" });
  });

  test.each(Object.keys(USUAL_FAULTS))("the usual fault %s is accepted", async (answer) => {
    const tenant = await testTenant();
    const form = new URLSearchParams({ route: "other", answer, count: "1" });
    expect((await post(tenant.url, { origin: tenant.url }, form)).status).toBe(303);
    expect(await (await fetch(`${tenant.url}/_tenant/faults`)).json()).toMatchObject([{ spec: { route: "other" } }]);
    await fetch(`${tenant.url}/_tenant/faults`, { method: "DELETE" });
  });

  test("the page allows no other site's scripts, styles, forms or frames", async () => {
    const { headers } = await fetch((await testTenant()).url);
    expect(headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
    );
  });
});
