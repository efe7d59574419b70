import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { go } from "../../support/go";
import type { CodeBlock } from "./codeBlocks";

/**
 * Compiles a program in Go with the generated SDK.
 *
 * @param sdks the folder of the generated SDKs
 * @throws Error with what Go says
 */
export async function vetGo({ text }: CodeBlock, sdks: string): Promise<void> {
  const folder = resolve(".cache/docs/go");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync("test/fixtures/goProgram", folder, { recursive: true });
  cpSync(join(sdks, "go"), join(folder, "sdk"), { recursive: true });
  writeFileSync(join(folder, "main.go"), text);
  await go(folder, ["vet", "."]);
}
