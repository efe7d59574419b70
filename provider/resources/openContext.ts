import type { IscClient } from "../client/iscClient";
import type { Log } from "../client/log";
import { CustomizerReads } from "./customizerReads";
import { NameRegistry } from "./nameRegistry";
import type { Context } from "./resource";

/** What all resources of one run share: the client, and what it has learned of the tenant. */
export function openContext(client: IscClient, adopt: boolean, log: Log): Context {
  return { client, names: new NameRegistry(client), reads: new CustomizerReads(client), adopt, log };
}
