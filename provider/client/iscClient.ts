import type { ProviderConfig } from "../config";
import { ApiCollection } from "./apiCollection";
import { customizersPath, INSTANCES_PATH, itemPath, sourcesPath } from "./apiPaths";
import { Cancellation } from "./cancellation";
import { IscError } from "./iscError";
import { listAll } from "./listPages";
import { type Log, SILENT } from "./log";
import { RetryingSender } from "./retryingSender";
import { DEFAULT_PACE, type Pace } from "./retryTiming";
import {
  type ConnectorInstance,
  type Customizer,
  type CustomizerVersion,
  connectorInstanceListSchema,
  connectorInstanceSchema,
  createdCustomizerSchema,
  customizerListSchema,
  customizerSchema,
  customizerVersionSchema,
  patchedInstanceSchema,
  renamedCustomizerSchema,
  type Source,
  sourceListSchema,
  sourceSchema,
} from "./wireTypes";

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: "add" | "replace" | "remove" | "test";
  readonly path: string;
  readonly value?: unknown;
}

const STILL_LINKED =
  "A connector instance may still be linked to it: unlink it first, or link it to another customizer. To remove a link of this " +
  "stack, run `pulumi destroy --target` with the link's URN, then the command again: `pulumi up` makes the link anew. A replacement " +
  "under a new name moves the links by itself, without deleteBeforeReplace";
const SOURCES_SCOPE = {
  403:
    "The API client needs the scope idn:sources:read to find a connector instance by its source. Some tenants refuse an API client " +
    "that has it: use a personal access token of a user with the level ORG_ADMIN",
};
const NO_CUSTOMIZERS = {
  400: "Connector customizers work only with connectors that run on SaaS Connectivity: check that this instance's connector does",
};
const LIST_SOURCES = "list the sources";
const SOURCE_ID = /^[0-9a-f]{32}$/i;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The operations of Identity Security Cloud that this provider needs, one method each. Every method throws IscError. */
export class IscClient {
  readonly #sender: RetryingSender;
  readonly #customizersPath: string;
  readonly #sourcesPath: string;
  readonly #customizers: ApiCollection<Customizer>;
  readonly #instances: ApiCollection<ConnectorInstance>;
  readonly #sources: ApiCollection<Source>;
  #patchType = "application/json-patch+json";

  constructor(
    config: ProviderConfig,
    log: Log = SILENT,
    readonly pace: Pace = DEFAULT_PACE,
    readonly cancellation: Cancellation = new Cancellation(),
  ) {
    this.#sender = new RetryingSender(config, log, pace, cancellation);
    this.#customizersPath = customizersPath(config.apiVersion);
    this.#sourcesPath = sourcesPath(config.apiVersion);
    const sender = this.#sender;
    this.#customizers = new ApiCollection({
      sender,
      path: this.#customizersPath,
      what: "list the connector customizers",
      list: customizerListSchema,
    });
    this.#instances = new ApiCollection({
      sender,
      path: INSTANCES_PATH,
      what: "list the connector instances",
      list: connectorInstanceListSchema,
      // No public tool sends parameters here, so a tenant may refuse them.
      mayLackPages: true,
    });
    this.#sources = new ApiCollection({
      sender,
      path: this.#sourcesPath,
      what: LIST_SOURCES,
      list: sourceListSchema,
      hints: SOURCES_SCOPE,
    });
  }

  /** The tenant's id in the access token's claim `tenant_id`; undefined if the token has none. */
  tenantId(): Promise<string | undefined> {
    return this.#sender.tenantId();
  }

  /** A time, in milliseconds since the epoch, that the tenant's clock has passed; undefined if it never showed its time. */
  get tenantTime(): number | undefined {
    return this.#sender.tenantTime;
  }

  /** One page of customizers, at most 250, from an offset on. */
  customizersPage(offset: number): Promise<Customizer[]> {
    return this.#customizers.page(offset);
  }

  /** All customizers of the tenant. */
  customizers(): Promise<Customizer[]> {
    return this.#customizers.all();
  }

  /** All customizers, for a message about one that a read of its id has just not found. */
  customizersForMessage(): Promise<Customizer[]> {
    return this.#customizers.allForMessage();
  }

  /** The customizers that one pass over the pages shows. Customizers that move between pages meanwhile may be missing. */
  customizersSeen(): Promise<Customizer[]> {
    return this.#customizers.visible();
  }

  /** One customizer, or undefined if the tenant has none of this id. */
  async customizer(id: string): Promise<Customizer | undefined> {
    const what = `read the connector customizer ${id}`;
    const path = itemPath(this.#customizersPath, id, what);
    const request = { what, method: "GET", path, repeatable: true, reply: customizerSchema } as const;
    return sameId(id, what, (await this.#customizers.itemUnlessGone(request))?.value);
  }

  /**
   * Sends one create request. It is repeated only if the tenant surely did not carry it out. If the tenant may have done so, the
   * error is `ambiguous`.
   */
  async createCustomizer(name: string): Promise<Customizer> {
    const created = await this.#customizers.value({
      what: `create the connector customizer ${JSON.stringify(name)}`,
      method: "POST",
      path: this.#customizersPath,
      json: { name },
      repeatable: false,
      reply: createdCustomizerSchema,
    });
    return { ...created, name: created.name || name };
  }

  /**
   * Changes a customizer's name.
   *
   * @returns the customizer in the reply, `"accepted"` if the reply shows none, or undefined if the tenant has none of this id
   */
  async renameCustomizer(id: string, name: string): Promise<Customizer | "accepted" | undefined> {
    const what = `rename the connector customizer ${id} to ${JSON.stringify(name)}`;
    const path = itemPath(this.#customizersPath, id, what);
    const reply = await this.#customizers.itemUnlessGone({
      what,
      method: "PUT",
      path,
      json: { name },
      repeatable: true,
      reply: renamedCustomizerSchema,
      mayBeEmpty: true,
    });
    return reply && (sameId(id, what, reply.value) ?? "accepted");
  }

  /** Deletes a customizer. Returns undefined if the tenant has none of this id, which is no error. */
  async deleteCustomizer(id: string): Promise<"deleted" | undefined> {
    const what = `delete the connector customizer ${id}`;
    const path = itemPath(this.#customizersPath, id, what);
    const hints = { 409: STILL_LINKED };
    const reply = await this.#customizers.itemUnlessGone({ what, method: "DELETE", path, repeatable: true, hints });
    return reply && "deleted";
  }

  /** Uploads a zip as a customizer's next version. As with a create, the error may be `ambiguous`. */
  async uploadVersion(id: string, zip: Buffer): Promise<CustomizerVersion> {
    const what = `upload a version of the connector customizer ${id}`;
    const { value } = await this.#customizers.item({
      what,
      method: "POST",
      path: `${itemPath(this.#customizersPath, id, what)}/versions`,
      upload: { bytes: zip, contentType: "application/zip" },
      repeatable: false,
      reply: customizerVersionSchema,
    });
    if (!value) {
      throw new IscError({ what, why: "the reply was empty", method: "POST" });
    }
    return value;
  }

  /** One page of connector instances, at most 250, from an offset on. */
  connectorInstancesPage(offset: number): Promise<ConnectorInstance[]> {
    return this.#instances.page(offset);
  }

  /** All connector instances of the tenant. */
  connectorInstances(): Promise<ConnectorInstance[]> {
    return this.#instances.all();
  }

  /** All connector instances, for a message about one that a read of its id has just not found. */
  connectorInstancesForMessage(): Promise<ConnectorInstance[]> {
    return this.#instances.allForMessage();
  }

  /** One connector instance, or undefined if the tenant has none of this id. */
  async connectorInstance(id: string): Promise<ConnectorInstance | undefined> {
    const what = `read the connector instance ${id}`;
    const path = itemPath(INSTANCES_PATH, id, what);
    const request = { what, method: "GET", path, repeatable: true, reply: connectorInstanceSchema } as const;
    // A tenant may refuse an id that is no UUID, for example a source's, before it looks for it.
    return unlessIdIsRefused(!UUID.test(id), async () => (await this.#instances.itemUnlessGone(request))?.value);
  }

  /**
   * Changes a connector instance with a JSON Patch.
   *
   * @returns the link after the change, or undefined if the reply does not show the instance
   */
  async patchConnectorInstance(
    id: string,
    patch: readonly PatchOperation[],
  ): Promise<{ readonly customizerId: string | undefined } | undefined> {
    const contentType = this.#patchType;
    try {
      return await this.#sendPatch(id, patch, contentType);
    } catch (error) {
      // RFC 6902 asks for json-patch+json. No public tool sends it, so a tenant may know plain JSON only.
      const refusesType =
        error instanceof IscError &&
        (error.status === 415 || (error.status === 400 && /content.?type/i.test(error.reason)));
      if (refusesType && contentType !== "application/json") {
        this.#patchType = "application/json";
        return this.#sendPatch(id, patch, this.#patchType);
      }
      throw error;
    }
  }

  /** The sources of exactly this name. */
  sourcesNamed(name: string): Promise<Source[]> {
    const filter = `name eq "${name.replace(/[\\"]/g, "\\$&")}"`;
    return listAll((offset) => this.#sources.page(offset, filter), LIST_SOURCES);
  }

  /** All sources of the tenant. */
  sources(): Promise<Source[]> {
    return this.#sources.all();
  }

  /** All sources, for a message about one that a read of its id has just not found. */
  sourcesForMessage(): Promise<Source[]> {
    return this.#sources.allForMessage();
  }

  /** One source, or undefined if the tenant has none of this id. */
  async source(id: string): Promise<Source | undefined> {
    const what = `read the source ${id}`;
    const path = itemPath(this.#sourcesPath, id, what);
    const request = { what, method: "GET", path, repeatable: true, reply: sourceSchema, hints: SOURCES_SCOPE } as const;
    return unlessIdIsRefused(!SOURCE_ID.test(id), async () => (await this.#sources.itemUnlessGone(request))?.value);
  }

  async #sendPatch(id: string, patch: readonly PatchOperation[], contentType: string) {
    const what = `change the link of the connector instance ${id}`;
    const path = itemPath(INSTANCES_PATH, id, what);
    const { value } = await this.#instances.item({
      what,
      method: "PATCH",
      path,
      json: patch,
      contentType,
      repeatable: true,
      reply: patchedInstanceSchema,
      mayBeEmpty: true,
      hints: NO_CUSTOMIZERS,
    });
    return value && { customizerId: value.connectorCustomizerId || undefined };
  }
}

function sameId<T extends { readonly id: string }>(id: string, what: string, found: T | undefined): T | undefined {
  if (found && found.id !== id) {
    const hint = "Check that no proxy answers in the tenant's place, then try again";
    throw new IscError({ what, why: `the tenant answered with another one, ${found.id}`, hint });
  }
  return found;
}

/** A 400 for an id of another form means that there is no such item. */
async function unlessIdIsRefused<T>(isOtherForm: boolean, read: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (isOtherForm && error instanceof IscError && error.status === 400 && !error.html) {
      return undefined;
    }
    throw error;
  }
}
