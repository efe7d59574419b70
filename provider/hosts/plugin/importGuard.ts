import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Context } from "../../resources/resource";
import { guardTenant } from "../../resources/tenantGuard";
import type { StackContents } from "../converter/stackContents";
import { nameOfUrn, typeOfUrn } from "./resourceTypes";

const run = promisify(execFile);
const TIMEOUT_MS = 30_000;
const MAX_BYTES = 1 << 30;

/**
 * Refuses the import of something that another resource of the stack manages, and of another tenant's. Both resources would be in
 * the state, and a delete of one would delete the other's; a stack of two tenants could not be deployed.
 *
 * The engine shows a provider nothing of the stack during an import, so the guard asks the CLI for it, once for a process. Without a
 * `pulumi` on PATH that can export the stack, it sees the imports of this process only.
 */
export class ImportGuard {
  readonly #read = new Map<string, string>();
  readonly #imported = new Map<string, string>();
  #stack: Promise<StackContents | undefined> | undefined;

  /** A read without a state: `get`, or an import, whose check follows. */
  noteRead(urn: string, id: string): void {
    this.#read.set(urn, id);
  }

  /**
   * A check.
   *
   * @param context returns what is needed to reach the tenant
   * @throws Error if the check belongs to an import that is refused
   */
  async check(urn: string, context: () => Promise<Context>): Promise<void> {
    const id = this.#read.get(urn);
    const kind = typeOfUrn(urn).split(":").at(-1);
    if (id === undefined || (kind !== "ConnectorCustomizer" && kind !== "ConnectorCustomizerLink")) {
      return;
    }
    this.#read.delete(urn);
    const key = `${kind} ${id}`;
    const other = this.#imported.get(key) ?? urn;
    this.#imported.set(key, other);
    this.#stack ??= stackOf(urn);
    const stack = await this.#stack;
    if (stack?.tenantId !== undefined) {
      const reach = await context();
      reach.ownership.noteTenant(stack.tenantId);
      await guardTenant(reach, `import ${id}`);
    }
    const managed = kind === "ConnectorCustomizer" ? stack?.customizers : stack?.links;
    const name = other === urn ? managed?.get(id) : nameOfUrn(other);
    if (name !== undefined && name !== nameOfUrn(urn)) {
      throw new Error(
        `Could not import ${id}: another resource of this stack manages it, ${JSON.stringify(name)}. Nothing was changed. ` +
          "To give that resource another logical name, use the option `aliases`; to manage it here instead, remove the other one " +
          "from the state first with `pulumi state delete`.",
      );
    }
  }
}

async function stackOf(urn: string): Promise<StackContents | undefined> {
  const [stack = ""] = urn.replace("urn:pulumi:", "").split("::");
  try {
    const args = ["stack", "export", "--stack", stack, "--non-interactive"];
    const { stdout } = await run("pulumi", args, { timeout: TIMEOUT_MS, maxBuffer: MAX_BYTES });
    const { stackContents } = await import("../converter/stackContents.js");
    return stackContents(stdout);
  } catch {
    return undefined;
  }
}
