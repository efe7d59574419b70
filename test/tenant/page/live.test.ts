import { expect, test } from "vitest";
import { startTenant } from "../../../tenant";
import { api } from "../../support/api";
import { focusedId, shownText, tenantPages } from "../../support/browser";
import { testTenant } from "../../support/testTenant";
import { zipOf } from "../../support/zip";

const PATH = "/v2025/connector-customizers";
const open = tenantPages();

test("shows customizers, versions, links and requests as they come, without loading the page again", async () => {
  const tenant = await testTenant({ instances: [{ name: "Payroll SaaS", sourceName: "Payroll source" }] });
  const page = await open(tenant);
  await shownText(page, "#customizers").toContain("pulumi up");
  await shownText(page, "#requests").toContain("None yet");
  await page.evaluate("window.loadedOnce = true");
  const send = await api(tenant);
  const { id } = (await send("POST", PATH, { name: "Payroll" })).body;
  await send("POST", `${PATH}/${id}/versions`, await zipOf({ "index.js": "exports.a = 1" }), "application/zip");
  tenant.edit.link(tenant.instances[0]?.id ?? "", id);
  await shownText(page, "#customizers").toMatch(/Payroll\s+version 1\s+[\da-f-]{36}/);
  await shownText(page, "#instances").toMatch(/Payroll SaaS\s+linked to Payroll[\s\S]*source Payroll source/);
  await shownText(page, "#requests tbody tr:first-child").toMatch(/^[\d:]{8}\s+POST \/v2025.*\/versions\s+200\s+\d+$/);
  await page.locator("#customizers summary").first().click();
  await page.locator("#customizers details.version summary").click();
  await shownText(page, "#customizers .files").toMatch(/index\.js\s+13 bytes/);
  await shownText(page, "#summary").toMatch(/1 Customizers\s+1 Instances\s+1 Links\s+3 Requests/);
  expect(await page.evaluate("window.loadedOnce")).toBe(true);
});

test("keeps focus, typed text, its selection and what is open while it changes", async () => {
  const tenant = await testTenant();
  const { id } = tenant.edit.create("Payroll");
  await tenant.edit.upload(id, await zipOf({ "index.js": "" }));
  const page = await open(tenant);
  await page.locator("#customizers summary").first().click();
  await page.locator("#fault-json-details summary").click();
  await page.locator("#fault-json").fill('{"route": "cre');
  await page.evaluate("document.getElementById('fault-json').setSelectionRange(2, 7)");
  await page.locator("#fault-route").selectOption("delete");
  await page.locator("#switch-uniqueNames").check();
  await page.locator("#fault-json").focus();
  tenant.fault({ route: "create", action: { status: 503 } });
  tenant.switches.listLagMs = 5;
  const send = await api(tenant);
  await send("POST", PATH, { name: "refused" });
  await tenant.edit.upload(id, await zipOf({ "index.js": "1" }));
  await shownText(page, "#faults").toContain("fired 1 of 1, used up");
  await expect.poll(() => page.locator("#switch-listLagMs").inputValue()).toBe("5");
  await shownText(page, "#customizers details[open]").toMatch(/2 versions\s+Version 2[\s\S]*Version 1/);
  expect(await focusedId(page)).toBe("fault-json");
  expect(await page.locator("#fault-json").inputValue()).toBe('{"route": "cre');
  expect(await page.evaluate("getSelection().toString()")).toBe("route");
  expect(await page.locator("#fault-route").inputValue()).toBe("delete");
  expect(await page.locator("#switch-uniqueNames").isChecked()).toBe(true);
});

test("stays responsive with 300 customizers while 500 requests come", { timeout: 90_000 }, async () => {
  const tenant = await testTenant();
  const zip = await zipOf({ "index.js": "1", "a.js": "2" });
  for (let index = 0; index < 300; index++) {
    await tenant.edit.upload(tenant.edit.create(`Customizer ${index}`).id, zip);
  }
  const page = await open(tenant);
  await page.evaluate(`
    window.longest = 0;
    window.touched = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: "longtask" });
    new MutationObserver((records) => { window.touched += records.length; })
      .observe(document.querySelector("#customizers ul"), { childList: true, subtree: true, attributes: true, characterData: true });
  `);
  const send = await api(tenant);
  await page.locator("#fault-count").fill("");
  const typing = page.locator("#fault-count").pressSequentially("1234567890", { delay: 50, timeout: 60_000 });
  for (let index = 0; index < 50; index++) {
    const reads = Array.from({ length: 9 }, (_, offset) => send("GET", `${PATH}?limit=1&offset=${offset}`));
    await Promise.all([send("POST", PATH, { name: `New ${index}` }), ...reads]);
  }
  await typing;
  await shownText(page, "#summary").toMatch(/350 Customizers[\s\S]*501 Requests/);
  expect(await page.locator("#fault-count").inputValue()).toBe("1234567890");
  expect(await page.evaluate("window.touched"), "mutations of the list: one for each new customizer").toBeLessThan(200);
  expect(await page.evaluate("window.longest"), "milliseconds of the longest task").toBeLessThan(2_000);
});

test("says that the tenant is gone, and goes on when it is back", async () => {
  const first = await startTenant();
  const port = Number(new URL(first.url).port);
  const page = await open(first);
  await first.close();
  await shownText(page, "#connection").toContain("The tenant does not answer");
  const second = await testTenant({ port });
  second.edit.create("Of the second tenant");
  await shownText(page, "#connection").toBe("Live");
  await shownText(page, "#customizers").toContain("Of the second tenant");
});

test("shows names that look like HTML as they are", async () => {
  const tenant = await testTenant({ instances: [{ name: "<b>bold</b>" }] });
  const name = `<img src=x onerror="document.title='run'"> & "quoted"`;
  tenant.edit.create(name);
  tenant.edit.addRaw({ id: `"><script>document.title='run'</script>`, name: "odd id" });
  tenant.edit.addSource("</p><i>loose");
  const page = await open(tenant);
  tenant.edit.create("later");
  await shownText(page, "#customizers").toContain("later");
  await shownText(page, "#customizers").toContain(name);
  await shownText(page, "#instances").toMatch(/<b>bold<\/b>[\s\S]*<\/p><i>loose/);
  expect(await page.locator("main img, main script, main b, main i").count()).toBe(0);
  expect(await page.title()).toBe("Embedded tenant");
});
