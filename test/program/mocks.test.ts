import * as pulumi from "@pulumi/pulumi";
import * as sailpoint from "pulumi-sailpoint";
import { beforeEach, describe, expect, test } from "vitest";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  readonly id?: string;
}

let registered: Registered[];

beforeEach(async () => {
  registered = [];
  await pulumi.runtime.setMocks({
    newResource({ type, name, inputs, id }) {
      registered.push({ type, name, inputs, ...(id ? { id } : {}) });
      return { id: id || `${name}-id`, state: { ...inputs, tenantId: "t1", created: "2026-01-01T00:00:00Z" } };
    },
    call: ({ inputs }) => inputs,
  });
});

const value = <T>(output: pulumi.Output<T>) => new Promise<T>((done) => output.apply(done));

describe("a program under setMocks", () => {
  test("sees a customizer's inputs and outputs", async () => {
    const customizer = new sailpoint.ConnectorCustomizer("payroll", { name: "Payroll", onNameChange: "rename" });
    expect(await value(customizer.id)).toBe("payroll-id");
    expect(await value(customizer.name)).toBe("Payroll");
    expect(await value(customizer.tenantId)).toBe("t1");
    expect(await value(customizer.imageVersion)).toBeUndefined();
    expect(registered).toMatchObject([
      {
        type: "pulumi-nodejs:dynamic/sailpoint:ConnectorCustomizer",
        name: "payroll",
        inputs: { name: "Payroll", onNameChange: "rename" },
      },
    ]);
  });

  test("names a customizer after the resource where it says no name", async () => {
    expect(await value(new sailpoint.ConnectorCustomizer("payroll").name)).toBe("payroll");
    expect(await value(new sailpoint.ConnectorCustomizer("wages", { adopt: true }).name)).toBe("wages");
  });

  test("reads by get with nothing but the id", async () => {
    const customizer = sailpoint.ConnectorCustomizer.get("existing", "c1");
    expect(await value(customizer.id)).toBe("c1");
    expect(registered[0]?.inputs).not.toHaveProperty("name");
  });

  test("cannot use the import option, and learns what to use", () => {
    expect(() => new sailpoint.ConnectorCustomizer("payroll", {}, { import: "c1" })).toThrow(
      /adopt: true.*ConnectorCustomizer\.get/,
    );
  });

  test("knows its own kind", () => {
    const customizer = new sailpoint.ConnectorCustomizer("payroll");
    expect(sailpoint.ConnectorCustomizer.isInstance(customizer)).toBe(true);
    expect(sailpoint.ConnectorCustomizer.isInstance({})).toBe(false);
    expect(sailpoint.ConnectorCustomizer.isInstance(undefined)).toBe(false);
  });
});
