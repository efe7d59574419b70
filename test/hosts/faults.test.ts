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
  run(provider: HostProcess, made: Made): Promise<unknown>;
  /** The names in the tenant afterwards. */
  readonly names: readonly string[];
  readonly stopsAt: readonly string[];
}

const create = (provider: HostProcess) => provider.create({ name: "Payroll", onNameChange: "rename" });

const OPERATIONS: Record<string, Operation> = {
  create: { route: "create", onExisting: false, run: create, names: ["Payroll"], stopsAt: CREATE_STOPS },
  read: {
    route: "read",
    onExisting: true,
    async run(provider, { id, props }) {
      const read = await provider.read(id, props);
      if (read.id !== id || read.props["name"] !== "Payroll") {
        throw new Error(`read something else: ${JSON.stringify(read)}`);
      }
    },
    names: ["Payroll"],
    stopsAt: [REDIRECT],
  },
  update: {
    route: "update",
    onExisting: true,
    run: (provider, { id, props }) => provider.update(id, props, { name: "Wages", onNameChange: "rename" }),
    names: ["Wages"],
    stopsAt: [REDIRECT],
  },
  delete: {
    route: "delete",
    onExisting: true,
    run: (provider, { id, props }) => provider.delete(id, props),
    names: [],
    stopsAt: [REDIRECT],
  },
  list: { route: "list", onExisting: false, run: create, names: ["Payroll"], stopsAt: [REDIRECT] },
  token: { route: "token", onExisting: false, run: create, names: ["Payroll"], stopsAt: [REDIRECT, "expired token"] },
};

const cells = Object.entries(OPERATIONS).flatMap(([name, operation]) =>
  Object.keys(faults("")).map((fault) => ({ name, fault, operation })),
);

describe.each(HOSTS)(
  "on the %s, a fault in an operation is got over, or told clearly and got over the next time",
  (_, start) => {
    test.concurrent.for(cells)("$fault in $name", { timeout: 90_000 }, async (cell, { expect, onTestFinished }) => {
      const { fault, operation } = cell;
      const tenant = await testTenant({ clientSecret: "canary-secret-9d" }, onTestFinished);
      const elsewhere = await otherHost(onTestFinished);
      const provider = await start({ ...configOf(tenant), requestTimeout: REQUEST_TIMEOUT });
      onTestFinished(() => provider.stop());
      const namesInTenant = () => tenant.customizers.map(({ name }) => name);

      const made = operation.onExisting ? await create(provider) : { id: "", props: {} };
      const before = namesInTenant();
      const action = faults(elsewhere.url)[fault] as FaultAction;
      tenant.fault({ route: operation.route, action });

      const outcome = await operation.run(provider, made).then(
        () => "done",
        (error: Error) => error.message,
      );
      if (operation.stopsAt.includes(fault)) {
        expect(outcome).toMatch(/^Could not .+: .+\((GET|POST|PUT|DELETE) http/s);
        expect(namesInTenant()).toEqual(before);
        await operation.run(provider, made);
      } else {
        expect(outcome).toBe("done");
      }
      expect(namesInTenant()).toEqual(operation.names);
      expect(elsewhere.seen).toEqual([]);
      expect(`${outcome} ${provider.output}`).not.toMatch(/canary|eyJ[\w-]+\./);
    });
  },
);
