import type { IscClient } from "../client/iscClient";
import type { Log } from "../client/log";
import { Claims } from "./claims";
import { CustomizerReads } from "./customizerReads";
import { NameRegistry } from "./nameRegistry";
import type { Context } from "./resource";

/** What all resources of one run share: the client, and what it has learned of the tenant. */
export function openContext(client: IscClient, adopt: boolean, log: Log): Context {
  const [names, reads, claims] = [new NameRegistry(client), new CustomizerReads(client), new Claims()];
  return { client, names, reads, claims, adopt, log };
}
