import { describe, expect, test } from "vitest";
import {
  type ConnectorCustomizerState,
  connectorCustomizer,
} from "../../../provider/resources/connectorCustomizer/connectorCustomizer";
import { resourceContext } from "../../support/resourceContext";
import { testTenant } from "../../support/testTenant";
import { zipOf } from "../../support/zip";

const PROGRAM = { name: "Payroll" };

/** What the diff after a refresh says to an unchanged program, once an administrator has renamed its customizer. */
async function warnings(changes: { uploads: boolean; onNameChange?: "rename" }): Promise<string[]> {
  const tenant = await testTenant();
  const context = resourceContext(tenant);
  const inputs = { ...PROGRAM, ...(changes.onNameChange ? { onNameChange: changes.onNameChange } : {}) };
  const { id, state } = await connectorCustomizer.create(context, inputs);
  if (changes.uploads) {
    await tenant.edit.upload(id, await zipOf({ "index.js": "exports.connectorCustomizer = async () => {};" }));
  }
  tenant.edit.rename(id, "Wages");
  const run = resourceContext(tenant);
  const reading = await connectorCustomizer.read(run, id, state);
  const lines: string[] = [];
  const log = { info: (text: string) => void lines.push(text), debug: () => {} };
  const refreshed = reading?.state as ConnectorCustomizerState;
  connectorCustomizer.diff(id, refreshed, { ...inputs, name: "Wages" }, { ...run, log });
  expect(lines).toEqual([]);
  await connectorCustomizer.check(inputs, inputs, run);
  connectorCustomizer.diff(id, refreshed, inputs, { ...run, log });
  return lines;
}

describe("the diff after somebody renamed a customizer", () => {
  test("says that a replacement deletes its versions, and how to keep it", async () => {
    const [warning, ...others] = await warnings({ uploads: true });
    expect(others).toEqual([]);
    expect(warning).toMatch(
      /^warning: the replacement deletes the connector customizer \S+ with all its versions \(newest: 1\)/,
    );
    expect(warning).toContain('its name is "Wages", and the program declares "Payroll"');
    expect(warning).toContain('onNameChange: "rename"');
  });

  test("says nothing about a customizer without code, nor about one that is renamed in place", async () => {
    expect(await warnings({ uploads: false })).toEqual([]);
    expect(await warnings({ uploads: true, onNameChange: "rename" })).toEqual([]);
  });
});
