import fc from "fast-check";
import { expect, test } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { SILENT } from "../../provider/client/log";
import { connectorCustomizer } from "../../provider/resources/connectorCustomizer/connectorCustomizer";
import { DeclaredArchives } from "../../provider/resources/connectorCustomizerVersion/declaredArchives";
import { createContext } from "../../provider/resources/createContext";
import { Ownership } from "../../provider/resources/ownership";
import type { Context } from "../../provider/resources/resource";
import { startTenant, type Tenant } from "../../tenant";
import type { FaultAction } from "../../tenant/faults";
import type { Route } from "../../tenant/requestLog";
import { providerConfig } from "../support/testTenant";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [1, 5] };
const SLOTS = 3;

type State = Awaited<ReturnType<typeof connectorCustomizer.create>>["state"];

/** What a stack of three resources should be, and what somebody else has made of the tenant. */
interface Model {
  readonly stack: Map<number, { name: string; gone: boolean }>;
  readonly strangers: Set<string>;
}

class Real {
  readonly states = new Map<number, { id: string; state: State }>();
  #context: Context;

  constructor(readonly tenant: Tenant) {
    this.#context = this.#open();
  }

  get context(): Context {
    return this.#context;
  }

  /** A new run of the engine is a new process, which has seen nothing. */
  newRun(): void {
    this.#context = this.#open();
  }

  names(): string[] {
    return this.tenant.customizers.map(({ name }) => name).sort();
  }

  #open(): Context {
    const rateLimit = { requests: 100_000, windowMs: 1_000 };
    const config = providerConfig(this.tenant, { rateLimit, requestTimeoutMs: 400 });
    const run = { ownership: new Ownership(), archives: new DeclaredArchives(), log: SILENT };
    return createContext(new IscClient(config, SILENT, PACE), { adopt: false }, run);
  }
}

const FAULTS: Readonly<Record<string, FaultAction>> = {
  none: { delayMs: 0 },
  "429": { status: 429, headers: { "retry-after": "0" } },
  "503": { status: 503 },
  html: { html: 502 },
  resetBefore: { resetBefore: true },
  resetAfter: { resetAfter: true },
  cutBody: { cutBody: true },
  badJson: { badJson: true },
  expireToken: { expireToken: true },
};
const NOT_CARRIED_OUT = ["503", "html", "resetBefore"];

/** How often each fault has hit something. */
const firings = new Map<string, number>();

abstract class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly slot: number,
    readonly fault: string,
  ) {}

  check(_model: Readonly<Model>): boolean {
    return true;
  }

  async run(model: Model, real: Real): Promise<void> {
    const fault = real.tenant.fault({ route: this.routes, action: FAULTS[this.fault] as FaultAction });
    await this.step(model, real);
    firings.set(this.fault, (firings.get(this.fault) ?? 0) + fault.fired);
    fault.remove();
    const expected = [...model.strangers];
    for (const { name, gone } of model.stack.values()) {
      expected.push(...(gone ? [] : [name]));
    }
    expect(real.names()).toEqual(expected.sort());
  }

  toString(): string {
    return `${this.constructor.name}(${this.slot}, ${this.fault})`;
  }

  protected abstract readonly routes: readonly Route[];
  protected abstract step(model: Model, real: Real): Promise<void>;
}

class Create extends Step {
  override readonly routes = ["create"] as const;
  override check(model: Model): boolean {
    return !model.stack.has(this.slot);
  }
  override async step(model: Model, real: Real): Promise<void> {
    const name = `c${this.slot}`;
    const creating = connectorCustomizer.create(real.context, { name, onNameChange: "rename" });
    if (model.strangers.has(name) || [...model.stack.values()].some((other) => other.name === name && !other.gone)) {
      await expect(creating).rejects.toThrow("already has one of this name");
    } else if (NOT_CARRIED_OUT.includes(this.fault)) {
      await expect(creating).rejects.toThrow("not known whether it was created");
    } else {
      const created = await creating;
      model.stack.set(this.slot, { name: created.state.name, gone: false });
      real.states.set(this.slot, created);
    }
  }
}

class Rename extends Step {
  override readonly routes = ["update"] as const;
  override check(model: Model): boolean {
    return model.stack.get(this.slot)?.gone === false;
  }
  override async step(model: Model, real: Real): Promise<void> {
    const held = real.states.get(this.slot);
    const name = `renamed${this.slot}`;
    if (!held) {
      throw new Error("the model holds what the stack does not");
    }
    const inputs = { name, onNameChange: "rename" } as const;
    const { changes, replaces } = await connectorCustomizer.diff(held.id, held.state, inputs, real.context);
    expect(replaces).toEqual([]);
    // The engine updates only where there is a difference: what changed outside since is for a refresh to show.
    if (!changes) {
      return;
    }
    const state = await connectorCustomizer.update(real.context, held.id, held.state, inputs);
    real.states.set(this.slot, { id: held.id, state });
    model.stack.set(this.slot, { name, gone: false });
  }
}

class Delete extends Step {
  override readonly routes = ["delete"] as const;
  override check(model: Model): boolean {
    return model.stack.has(this.slot);
  }
  override async step(model: Model, real: Real): Promise<void> {
    const held = real.states.get(this.slot);
    await connectorCustomizer.delete(real.context, held?.id ?? "", held?.state as State);
    model.stack.delete(this.slot);
    real.states.delete(this.slot);
  }
}

class Refresh extends Step {
  override readonly routes = ["read", "list"] as const;
  override async step(model: Model, real: Real): Promise<void> {
    real.newRun();
    await Promise.all(
      [...real.states].map(async ([slot, { id, state }]) => {
        const reading = await connectorCustomizer.read(real.context, id, state);
        const expected = model.stack.get(slot);
        expect(reading?.state.name).toBe(expected?.gone ? undefined : expected?.name);
        if (reading) {
          real.states.set(slot, { id, state: reading.state });
        } else {
          real.states.delete(slot);
          model.stack.delete(slot);
        }
      }),
    );
  }
}

/** A create that takes over what somebody else has made under the name, or what the stack itself has lost sight of. */
class Adopt extends Step {
  override readonly routes = ["list", "read"] as const;
  override check(model: Model): boolean {
    return !model.stack.has(this.slot) && model.strangers.has(`c${this.slot}`);
  }
  override async step(model: Model, real: Real): Promise<void> {
    const name = `c${this.slot}`;
    real.newRun();
    const made = await connectorCustomizer.create(real.context, { name, onNameChange: "rename", adopt: true });
    model.strangers.delete(name);
    model.stack.set(this.slot, { name, gone: false });
    real.states.set(this.slot, made);
    // A delete in the same run would be of the resource that this one replaces, and keep what was adopted.
    real.newRun();
  }
}

/** What somebody does in SailPoint's own pages; the next run finds it so. */
abstract class Outside extends Step {
  override readonly routes = [] as const;
  override async step(model: Model, real: Real): Promise<void> {
    this.change(model, real);
    real.newRun();
  }
  protected abstract change(model: Model, real: Real): void;
}

class CreateOutside extends Outside {
  override check(model: Model): boolean {
    return !model.stack.has(this.slot) && !model.strangers.has(`c${this.slot}`);
  }
  override change(model: Model, real: Real): void {
    real.tenant.edit.create(`c${this.slot}`);
    model.strangers.add(`c${this.slot}`);
  }
}

abstract class ChangeOutside extends Outside {
  override check(model: Model): boolean {
    return model.stack.get(this.slot)?.gone === false;
  }
}

class RemoveOutside extends ChangeOutside {
  override change(model: Model, real: Real): void {
    real.tenant.edit.remove(real.states.get(this.slot)?.id ?? "");
    model.stack.set(this.slot, { name: model.stack.get(this.slot)?.name ?? "", gone: true });
  }
}

class RenameOutside extends ChangeOutside {
  override change(model: Model, real: Real): void {
    real.tenant.edit.rename(real.states.get(this.slot)?.id ?? "", `outside${this.slot}`);
    model.stack.set(this.slot, { name: `outside${this.slot}`, gone: false });
  }
}

const KINDS = [Create, Rename, Delete, Refresh, Adopt, CreateOutside, RemoveOutside, RenameOutside];
const steps = KINDS.map((Kind) =>
  fc.tuple(fc.nat(SLOTS - 1), fc.constantFrom(...Object.keys(FAULTS))).map(([slot, fault]) => new Kind(slot, fault)),
);

test("no sequence of operations, outside changes and faults makes a duplicate, leaves an orphan or loses state", async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 14 }), async (commands) => {
      const tenant = await startTenant({ rateLimit: false });
      try {
        const model: Model = { stack: new Map(), strangers: new Set() };
        await fc.asyncModelRun(() => ({ model, real: new Real(tenant) }), commands);
      } finally {
        await tenant.close();
      }
    }),
    { numRuns: Number(process.env["MODEL_RUNS"] ?? 200) },
  );
  expect(Object.keys(FAULTS).filter((fault) => !firings.get(fault))).toEqual([]);
}, 600_000);
