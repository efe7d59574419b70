import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { nodeProblem } from "../provider/nodeProblem.cjs";
import { nodeBinary } from "./support/nodeVersion";

const OLD = "18.20.8";
const COMMANDS = [
  ...["up", "destroy", "test", "soak", "engine", "schema"].map((name) => `tools/${name}.mjs`),
  "bench/main.mjs",
  "dist/cli/main.js",
  "plugin/pulumi-resource-sailpoint",
  "plugin/pulumi-converter-sailpoint",
  "plugin/index.js",
];
const IMPORTS = [
  "pulumi-sailpoint",
  "pulumi-sailpoint/tenant",
  ...["", "Version", "Link"].map((kind) => `pulumi-sailpoint/dynamic/ConnectorCustomizer${kind}`),
];

let node = "";
beforeAll(async () => {
  node = await nodeBinary(OLD);
}, 180_000);

function runOld(...args: string[]): Promise<{ code: unknown; stderr: string }> {
  return new Promise((done) => {
    execFile(node, args, (error, _, stderr) => done({ code: error?.code, stderr }));
  });
}

describe("on a Node.js that is too old", { timeout: 60_000 }, () => {
  test("every command says in one line which one it needs", async () => {
    const message = `pulumi-sailpoint needs Node.js 20.19 or newer; this is ${OLD} (${node}). Install a newer one (https://nodejs.org), or put it first on PATH.\n`;
    const runs = await Promise.all(COMMANDS.map(async (command) => ({ command, ...(await runOld(command)) })));
    expect(runs).toEqual(COMMANDS.map((command) => ({ command, code: 1, stderr: message })));
  });

  test("every import fails with that line, and nothing else goes wrong", async () => {
    for (const name of IMPORTS) {
      const { code, stderr } = await runOld("-e", `require(${JSON.stringify(name)})`);
      expect(code).toBe(1);
      expect(stderr.match(/^\w*Error\b.*/gm)).toEqual([
        expect.stringContaining("Error: pulumi-sailpoint needs Node.js"),
      ]);
    }
  });
});

test("what is refused is what package.json does not allow", () => {
  const { engines } = JSON.parse(readFileSync("package.json", "utf8")) as { engines: unknown };
  expect(engines).toEqual({ node: "^20.19.0 || >=22.12.0" });
  const refused = ["16.20.2", "20.18.3", "20.19.0", "21.7.3", "22.11.0", "22.12.0", "23.0.0", "24.1.0"];
  expect(refused.filter((version) => nodeProblem(version, "node"))).toEqual([
    "16.20.2",
    "20.18.3",
    "21.7.3",
    "22.11.0",
  ]);
  expect(nodeProblem("22.11.0", "node")).toContain("needs Node.js 22.12 or newer; this is 22.11.0 (node)");
});
