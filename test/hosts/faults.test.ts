import { describe, test } from "vitest";
import type { FaultAction } from "../../tenant/faults";
import type { Route } from "../../tenant/requestLog";
import { HOSTS, type HostProcess } from "../support/hostProcesses";
import { otherHost } from "../support/otherHost";
import type { Props } from "../support/providerProcess";
import { configOf, testTenant } from "../support/testTenant";

const REQUEST_TIMEOUT = "1500ms";

const faults = (elsewhere: string): Record<string, FaultAction> => ({
  "429": { status: 429, headers: { "retry-after": "1" }, body: { message: " Rate Limit Exceeded " } },
  "500": { status: 500, body: { detailCode: "500.0 Internal Fault", trackingId: "t-500", messages: [] } },
  "502 as HTML": { html: 502 },
  "503": { status: 503 },
  "reset before the work": { resetBefore: true },
  "reset after commit": { resetAfter: true },
  hang: { hang: true },
  late: { delayMs: 3_000 },
  "cut body": { cutBody: true },
  "bad JSON": { badJson: true },
  "expired token": { expireToken: true },
  "redirect to another host": { redirect: elsewhere },
});

const REDIRECT = "redirect to another host";

/** Where the tenant may have created it and does not show it, nobody knows more than that. */
const CREATE_STOPS = [REDIRECT, "500", "502 as HTML", "503", "reset before the work", "hang"];

interface Made {
  readonly id: string;
  readonly props: Props;
}

interface Operation {
  readonly route: Route;
  readonly onExisting: boolean;
  run(provider: HostProcess, name: string, made: Made): Promise<unknown>;
  /** What the tenant has afterwards in place of the name. */
  readonly namesAfter: (name: string) => readonly string[];
  readonly stopsAt: readonly string[];
  /** Whether a process makes its request once only. Then each fault needs a process of its own. */
  readonly once: boolean;
}

const create = (provider: HostProcess, name: string) => provider.create({ name, onNameChange: "rename" });
const unchanged = (name: string) => [name];
const renamed = (name: string) => `${name}, renamed`;

const OPERATIONS: Record<string, Operation> = {
  create: {
    route: "create",
    onExisting: false,
    run: create,
    namesAfter: unchanged,
    stopsAt: CREATE_STOPS,
    once: false,
  },
  read: {
    route: "read",
    onExisting: true,
    async run(provider, name, { id, props }) {
      const read = await provider.read(id, props);
      if (read.id !== id || read.props["name"] !== name) {
        throw new Error(`read something else: ${JSON.stringify(read)}`);
      }
    },
    namesAfter: unchanged,
    stopsAt: [REDIRECT],
    once: true,
  },
  update: {
    route: "update",
    onExisting: true,
    run: (provider, name, { id, props }) => provider.update(id, props, { name: renamed(name), onNameChange: "rename" }),
    namesAfter: (name) => [renamed(name)],
    stopsAt: [REDIRECT],
    once: false,
  },
  delete: {
    route: "delete",
    onExisting: true,
    run: (provider, _, { id, props }) => provider.delete(id, props),
    namesAfter: () => [],
    stopsAt: [REDIRECT],
    once: false,
  },
  list: { route: "list", onExisting: false, run: create, namesAfter: unchanged, stopsAt: [REDIRECT], once: true },
  token: {
    route: "token",
    onExisting: false,
    run: create,
    namesAfter: unchanged,
    stopsAt: [REDIRECT, "expired token"],
    once: true,
  },
};

/** The faults that one process gets over, one after the other. */
const rows = Object.entries(OPERATIONS).flatMap(([name, operation]) => {
  const all = Object.keys(faults(""));
  const ofEachProcess = operation.once ? all.map((fault) => [fault]) : [all];
  return ofEachProcess.map((row) => ({ name, operation, row, shown: operation.once ? row.join() : "every fault" }));
});

describe.each(HOSTS)(
  "on the %s, a fault in an operation is got over, or told clearly and got over the next time",
  (_, start) => {
    test.concurrent.for(rows)("$shown in $name", { timeout: 90_000 }, async ({ operation, row }, context) => {
      const { expect, onTestFinished } = context;
      const tenant = await testTenant({ clientSecret: "canary-secret-9d" }, onTestFinished);
      const elsewhere = await otherHost(onTestFinished);
      const provider = await start({ ...configOf(tenant), requestTimeout: REQUEST_TIMEOUT });
      onTestFinished(() => provider.stop());
      const namesInTenant = () => tenant.customizers.map(({ name }) => name).sort();

      for (const fault of row) {
        const made = operation.onExisting ? await create(provider, fault) : { id: "", props: {} };
        const before = namesInTenant();
        tenant.fault({ route: operation.route, action: faults(elsewhere.url)[fault] as FaultAction });

        const outcome = await operation.run(provider, fault, made).then(
          () => "done",
          (error: Error) => error.message,
        );
        if (operation.stopsAt.includes(fault)) {
          expect(outcome, fault).toMatch(/^Could not .+: .+\((GET|POST|PUT|DELETE) http/s);
          expect(namesInTenant(), fault).toEqual(before);
          await operation.run(provider, fault, made);
        } else {
          expect(outcome, fault).toBe("done");
        }
        const after = [...before.filter((name) => name !== fault), ...operation.namesAfter(fault)];
        expect(namesInTenant(), fault).toEqual(after.sort());
        expect(() => tenant.assertFaultsFired(), fault).not.toThrow();
        expect(`${outcome} ${provider.output}`, fault).not.toMatch(/canary|eyJ[\w-]+\./);
      }
      expect(elsewhere.seen).toEqual([]);
    });
  },
);
