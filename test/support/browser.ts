import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, vi } from "vitest";
import type { Tenant } from "../../tenant";
import { startChromium } from "../../tools/pictures/chromium.mjs";

/** One headless Chromium for a test file. Returns a function that opens a tenant's page in a window of the test's own. */
export function tenantPages(): (tenant: Tenant, options?: BrowserContextOptions) => Promise<Page> {
  vi.setConfig({ testTimeout: 60_000 });
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser?.close());
  return async (tenant, options = {}) => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.setDefaultTimeout(20_000);
    await page.goto(tenant.url);
    if (options.javaScriptEnabled !== false) {
      await page.locator("#connection.live").waitFor();
    }
    onTestFinished(() => expect(errors).toEqual([]));
    return page;
  };
}

/** What is written in an element, as a person sees it; waits for what a matcher expects. */
export function shownText(page: Page, selector: string) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not shown
  return expect.poll(() => page.locator(selector).innerText(), { timeout: 15_000 });
}

/** The id of the element that has the focus. */
export function focusedId(page: Page): Promise<string> {
  return page.evaluate("document.activeElement.id");
}
