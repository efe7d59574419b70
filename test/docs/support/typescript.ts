import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";
import type { CodeBlock } from "./codeBlocks";

/** What a reader's `tsconfig.json` says, as Pulumi's template and `tsc --init` write it. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts"],
  module: ts.ModuleKind.Node20,
  types: ["node"],
  strict: true,
  skipLibCheck: true,
  allowJs: true,
  checkJs: true,
  noEmit: true,
};

/**
 * Compiles blocks of TypeScript, all in one go. The imports must be in the blocks.
 *
 * @param sdk the folder of the generated SDK, `@pulumi/sailpoint`
 * @returns what the compiler says about each block, as `page:line: text`
 */
export function compileBlocks(blocks: readonly CodeBlock[], sdk: string): Map<CodeBlock, string[]> {
  const folder = resolve(".cache/docs/ts");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = new Map(blocks.map((block) => [join(folder, fileNameOf(block)), block]));
  for (const [file, { text }] of files) {
    writeFileSync(file, text);
  }
  const options = { ...OPTIONS, paths: { "@pulumi/sailpoint": [join(sdk, "index.ts")] } };
  const program = ts.createProgram([...files.keys()], options);
  return new Map(
    [...files].map(([file, block]) => {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return [block, found.filter((one) => block.kind === "ts" || !isAboutTypes(one)).map((one) => shown(one, block))];
    }),
  );
}

/** JavaScript says no types of its parameters. */
const isAboutTypes = ({ code }: ts.Diagnostic) => code >= 7000 && code < 8000;

/** JavaScript of a block, and the extension of its file. */
export function transpiled(block: CodeBlock): { readonly extension: string; readonly text: string } {
  const module = hasTopLevelAwait(block.text) ? ts.ModuleKind.ES2022 : ts.ModuleKind.CommonJS;
  const { outputText } = ts.transpileModule(block.text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module, esModuleInterop: true },
  });
  return { extension: module === ts.ModuleKind.ES2022 ? "mjs" : "js", text: outputText };
}

/** The modules that a block imports. */
export function importsOf({ text }: CodeBlock): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

function fileNameOf(block: CodeBlock): string {
  const stem = block.place.replace(/\W+/g, "-");
  const extension = `${hasTopLevelAwait(block.text) ? "m" : ""}${block.kind}`;
  return `${stem}.${extension}`;
}

function hasTopLevelAwait(text: string): boolean {
  const file = ts.createSourceFile("block.mts", text, ts.ScriptTarget.ESNext);
  const find = (node: ts.Node): boolean =>
    ts.isAwaitExpression(node) || (!ts.isFunctionLike(node) && (ts.forEachChild(node, find) ?? false));
  return find(file);
}

function shown({ start = 0, file, messageText, code }: ts.Diagnostic, { page, line }: CodeBlock): string {
  const at = file ? file.getLineAndCharacterOfPosition(start).line : 0;
  return `${page}:${line + at}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}

/** Fails early if the package was not built: its types would be missing everywhere. */
export function requireBuild(): void {
  if (!existsSync("dist/provider/index.d.ts")) {
    throw new Error("dist/provider is missing. Run `npm run build` first.");
  }
}
