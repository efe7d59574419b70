import { expect } from "vitest";
import { IscClient } from "../../provider/client/iscClient";
import { IscError } from "../../provider/client/iscError";
import type { ProviderConfig } from "../../provider/config";
import type { Tenant } from "../../tenant";
import { providerConfig } from "./testTenant";

/** Waits of milliseconds. */
export const PACE = { backoff: { baseMs: 2, capMs: 10 }, patienceMs: 60, lookAgainAfterMs: [5, 20] };

/** A client of a tenant with short waits, and the lines of its log. */
export function clientOf(tenant: Tenant, changes: Partial<ProviderConfig> = {}) {
  const lines: string[] = [];
  const log = { info: (text: string) => void lines.push(text), debug: (text: string) => void lines.push(text) };
  return { client: new IscClient(providerConfig(tenant, changes), log, PACE), lines };
}

/** The error that a call ends with. */
export async function failure(work: Promise<unknown>): Promise<IscError> {
  const error = await work.then(
    () => new Error("nothing failed"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(IscError);
  return error as IscError;
}
