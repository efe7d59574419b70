import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";

/** What the child process reports. */
export interface ChildReport {
  readonly operations?: readonly string[];
  readonly problem?: string;
  /** Whether another configuration may change it: the code threw, and neither Node.js nor its module loader did. */
  readonly mayNeedConfig?: boolean;
}

const folder = process.argv[2] ?? "";
const index = join(folder, "index.js");
const MAX_NAMES = 5;
const LOADER_CODES =
  /^(?:MODULE_NOT_FOUND|ERR_(?:MODULE|REQUIRE|PACKAGE|IMPORT|DLOPEN|INVALID_(?:MODULE|PACKAGE)|UNKNOWN_(?:FILE|MODULE|BUILTIN)|UNSUPPORTED_(?:DIR|ESM)|VM_DYNAMIC)\w*)$/;

process.on("uncaughtException", (error) => send(reportOf(error)));
// After what the code left for later, such as a rejection that nothing handles, which ends a process.
load().then(
  (report) => setImmediate(send, report),
  (error) => send(reportOf(error)),
);

async function load(): Promise<ChildReport> {
  const exported = (await exportsOf(index)) as { connectorCustomizer?: unknown } | null | undefined;
  const customizer = exported?.connectorCustomizer;
  if ((customizer === undefined || customizer === null) && "connectorCustomizer" in Object(exported)) {
    return { problem: `its export "connectorCustomizer" is ${customizer}` };
  }
  if (customizer === undefined || customizer === null) {
    return { problem: `it has no export "connectorCustomizer"${othersOf(exported)}` };
  }
  const made: unknown = await (typeof customizer === "function" ? customizer() : customizer);
  const handlers = (made as { handlers?: unknown } | null | undefined)?.handlers;
  if (!(handlers instanceof Map)) {
    return { problem: 'its export "connectorCustomizer" is not what createConnectorCustomizer() returns' };
  }
  return { operations: [...handlers.keys()].map(String).sort() };
}

function othersOf(exported: unknown): string {
  const names = Object.keys(Object(exported)).slice(0, MAX_NAMES);
  return names.length === 0 ? ", nor any other" : `, but ${names.map((name) => JSON.stringify(name)).join(", ")}`;
}

async function exportsOf(path: string): Promise<unknown> {
  try {
    return createRequire(path)(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException | null | undefined)?.code;
    if (code !== "ERR_REQUIRE_ESM" && code !== "ERR_REQUIRE_ASYNC_MODULE") {
      throw error;
    }
    return import(pathToFileURL(path).href);
  }
}

function reportOf(error: unknown): ChildReport {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message ?? "")?.[1];
  if ((code === "MODULE_NOT_FOUND" || code === "ERR_MODULE_NOT_FOUND") && missing !== undefined) {
    const name = missing.replace(folder, ".").replaceAll("\\", "/");
    return {
      problem: /^[./]/.test(name)
        ? `it needs the file ${name}, which is not in the archive`
        : `it needs the module "${name}", which is not in the archive. Bundle it into index.js, for example with ncc`,
    };
  }
  return { problem: `it threw ${describe(error)}`, mayNeedConfig: isOfTheCode(error) };
}

/** Not a syntax error of a file, an error of the module loader, or a name that does not exist. */
function isOfTheCode(error: unknown): boolean {
  const { code, stack = "" } = (error ?? {}) as NodeJS.ErrnoException;
  if (error instanceof SyntaxError) {
    return stack.includes("at JSON.parse") && !stack.includes("at Module._extensions..json");
  }
  return !(error instanceof ReferenceError) && !LOADER_CODES.test(code ?? "");
}

function describe(error: unknown): string {
  if (error === undefined || error === null) {
    return String(error);
  }
  if (!(error instanceof Error)) {
    const { message } = error as { message?: unknown };
    const text =
      typeof message === "string" ? message : typeof error === "string" ? error : inspect(error, { depth: 1 });
    return `${typeof error} ${text}`;
  }
  const place = error.stack
    ?.replaceAll(pathToFileURL(folder).href, folder)
    .split(folder)
    .at(1)
    ?.match(/^[/\\]([^\s)]+:\d+(?::\d+)?)/)?.[1];
  return `${error.name}: ${error.message}${place === undefined ? "" : ` (at ${place})`}`;
}

function send(report: ChildReport): void {
  process.send?.(report, () => process.exit());
}
