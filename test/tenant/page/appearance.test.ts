import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { startTenant, type Tenant } from "../../../tenant";
import { api } from "../../support/api";
import { tenantPages } from "../../support/browser";
import { zipOf } from "../../support/zip";

const open = tenantPages();
const AXE = readFileSync(createRequire(__filename).resolve("axe-core/axe.min.js"), "utf8");
const LONG = "NameWithoutAnySpace".repeat(12);

/** Everything that the page can show: long names, versions, a link to nothing, faults, switches, refusals. */
let tenant: Tenant;
beforeAll(async () => {
  tenant = await startTenant({ instances: [{ name: LONG }, { name: "HR" }], rateLimit: { requests: 5, seconds: 600 } });
  const { id } = tenant.edit.create(LONG);
  tenant.edit.create("Empty");
  await tenant.edit.upload(id, await zipOf({ "index.js": "1", [`${LONG}/${LONG}.js`]: "2" }));
  const [first, second] = tenant.instances.map((instance) => instance.id);
  tenant.edit.link(first ?? "", id);
  tenant.edit.link(second ?? "", "gone");
  tenant.edit.addSource(LONG);
  tenant.switches.uniqueNames = true;
  tenant.fault({ route: ["list", "create", "patchInstance"], path: `/${LONG}`, action: { status: 503, body: LONG } });
  const used = tenant.fault({ route: "read", action: { resetBefore: true } });
  const send = await api(tenant);
  await send("GET", `/v2025/connector-customizers/${id}`).catch(() => {});
  for (let count = 0; count < 7; count++) {
    await send("GET", `/v2025/connector-customizers?filters=${LONG}`);
  }
  expect([used.fired, tenant.requests.at(-1)?.status]).toEqual([1, 429]);
  return () => tenant.close();
});

const openAll = (page: Page) =>
  page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true })");

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

test.each([
  ["desktop", DESKTOP],
  ["phone", PHONE],
])("on a %s nothing is wider than the window, and every cell can be read", async (_, viewport) => {
  const page = await open(tenant, { viewport });
  await openAll(page);
  const measured = await page.evaluate(`({
      overflow: document.scrollingElement.scrollWidth - innerWidth,
      outside: [...document.querySelectorAll("body *")]
        .filter((one) => !one.closest("option, .unseen"))
        .filter((one) => { const { left, right } = one.getBoundingClientRect(); return left < 0 || right > innerWidth; })
        .map((one) => one.tagName + "#" + one.id),
      scrolling: [...document.querySelectorAll(".scroll, details, form, table")]
        .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className),
      narrow: [...document.querySelectorAll("th, td, h3, label")]
        .filter((one) => one.getBoundingClientRect().width < 14).map((one) => one.outerHTML),
      cells: document.querySelectorAll("td").length,
    })`);
  expect(measured).toEqual({
    overflow: 0,
    outside: [],
    scrolling: [],
    narrow: [],
    cells: expect.toSatisfy((n) => n > 30),
  });
});

test.each([
  ["light", "desktop", DESKTOP],
  ["dark", "desktop", DESKTOP],
  ["dark", "phone", PHONE],
] as const)("the %s page on a %s meets WCAG 2.2 AA, contrast included", async (colorScheme, _, viewport) => {
  const page = await open(tenant, { viewport, colorScheme });
  await openAll(page);
  await page.evaluate(AXE);
  const run = `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`;
  const { violations, passes } = await page.evaluate<AxeResults>(run);
  expect(
    violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])]),
  ).toEqual([]);
  expect(passes.find(({ id }) => id === "color-contrast")?.nodes.length).toBeGreaterThan(50);
  const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
  expect(background).toBe(colorScheme === "light" ? "rgb(243, 245, 248)" : "rgb(14, 18, 23)");
});

test("the plot says in words what it shows", async () => {
  const page = await open(tenant);
  const label = await page.locator("#rate svg").getAttribute("aria-label");
  expect(label).toMatch(/^5 of 5 requests in the last 600 s\. Refused with 429 in the last 3600 s: 3\.$/);
  expect(await page.locator("#rate .bar.refused").count()).toBeGreaterThan(0);
});
