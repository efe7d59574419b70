import { describe, expect, test } from "vitest";
import { tryToPublish } from "../../tools/release/tryToPublish.mjs";
import { folderOf } from "../support/folder";

const about = (more: object) => ({
  "package.json": JSON.stringify({ name: "pulumi-sailpoint-try", version: "0.0.1", ...more }),
  "tool.js": "",
});

describe("npm", () => {
  test("would publish a package", async () => {
    await tryToPublish(folderOf(about({ bin: { tool: "tool.js" } })), "0.0.1");
  });

  test("would not publish a package whose package.json it would change", async () => {
    const folder = folderOf(about({ bin: { tool: "./tool.js" } }));
    await expect(tryToPublish(folder, "0.0.1")).rejects.toThrow("auto-corrected");
  });
});
