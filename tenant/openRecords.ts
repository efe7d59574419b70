import { randomBytes } from "node:crypto";
import { DataFileWriter, readDataFile } from "./dataFile";
import { OutsideEdits } from "./outsideEdits";
import type { TenantState } from "./records";
import type { TenantOptions } from "./startTenant";
import { Store } from "./store";
import type { Switches } from "./switches";

export interface OpenRecords {
  readonly identity: Pick<TenantState, "tenantId" | "clientId" | "clientSecret">;
  readonly store: Store;
  readonly edit: OutsideEdits;
  /** Resolves when every change is in the data file, or at once without a data file. */
  readonly saved: () => Promise<void>;
}

/**
 * Reads a tenant's records from its data file, or makes those of a new tenant.
 *
 * @throws Error if the data file cannot be read or written
 */
export async function openRecords(options: TenantOptions, switches: Switches): Promise<OpenRecords> {
  const { dataFile } = options;
  const old = dataFile === undefined ? undefined : readDataFile(dataFile);
  const identity = {
    tenantId: options.tenantId ?? old?.tenantId ?? randomBytes(16).toString("hex"),
    clientId: options.clientId ?? old?.clientId ?? randomBytes(16).toString("hex"),
    clientSecret: options.clientSecret ?? old?.clientSecret ?? randomBytes(32).toString("hex"),
  };
  let writer: DataFileWriter | undefined;
  const { customizers = [], instances = [], sources = [] } = old ?? {};
  const store = new Store({ customizers, instances, sources }, () => writer?.changed());
  const edit = new OutsideEdits(store, switches);
  if (dataFile !== undefined) {
    writer = new DataFileWriter(dataFile, () => {
      const { customizers, instances, sources } = store;
      return { ...identity, customizers, instances, sources };
    });
    writer.changed();
    await writer.flush();
  }
  if (!old) {
    for (const { id, name, ...source } of options.instances ?? []) {
      edit.addInstance(name, id, source);
    }
  } else if (!old.sources) {
    for (const { id, name } of store.instances) {
      edit.addSource(name, { connectorInstanceId: id });
    }
  }
  return { identity, store, edit, saved: async () => writer?.flush() };
}
