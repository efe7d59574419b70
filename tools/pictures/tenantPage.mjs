// Takes docs/pictures/tenant.png and tenant-dark.png: the tenant's page after a few deployments and with a fault.
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lib/engineVersion.mjs";
import { startChromium } from "./chromium.mjs";
import { storyTenant } from "./storyTenant.mjs";

const SIZE = { width: 1040, height: 720 };
const MAX_BYTES = 150_000;

const folder = process.argv[2] ?? join(repository, "docs/pictures");
mkdirSync(folder, { recursive: true });
const tenant = await storyTenant();
const browser = await startChromium();
try {
  for (const [name, colorScheme] of [
    ["tenant.png", "light"],
    ["tenant-dark.png", "dark"],
  ]) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme });
    await page.goto(tenant.url);
    await page.locator("#connection.live").waitFor();
    await page.locator("#customizers summary").first().click();
    await page.locator("#customizers details.version summary").first().click();
    await page.mouse.move(0, 0);
    const path = join(folder, name);
    await page.screenshot({ path });
    const { size } = statSync(path);
    process.stdout.write(`${path}: ${size} bytes\n`);
    if (size > MAX_BYTES) {
      process.exitCode = 1;
      process.stderr.write(`${path} is larger than ${MAX_BYTES} bytes.\n`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await tenant.close();
}
