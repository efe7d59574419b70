import type { ProviderConfig } from "../config";
import { customizersPath, INSTANCES_PATH, memberPath, pagePath } from "./apiPaths";
import { IscError } from "./iscError";
import { listAll, listSeen } from "./listPages";
import { type Log, SILENT } from "./log";
import { type ApiRequest, Transport } from "./retryingSender";
import { DEFAULT_PACE, type Pace } from "./retryTiming";
import { Joined } from "./shareCalls";
import {
  type ConnectorInstance,
  type Customizer,
  connectorInstanceListSchema,
  connectorInstanceSchema,
  customizerListSchema,
  customizerSchema,
  customizerVersionSchema,
  patchedInstanceSchema,
} from "./wireTypes";

/** One operation of a JSON Patch (RFC 6902). */
export interface PatchOperation {
  readonly op: "add" | "replace" | "remove" | "test";
  readonly path: string;
  readonly value?: unknown;
}

const LIST_CUSTOMIZERS = "list the connector customizers";
const STILL_LINKED =
  "A connector instance may still be linked to it: unlink it, or link it to another one, first. A replacement does so by " +
  "itself where the new customizer comes before the old one goes, without deleteBeforeReplace";
const LIST_INSTANCES = "list the connector instances";

/** The operations of Identity Security Cloud that this provider needs, one method each. Every method throws IscError. */
export class IscClient {
  readonly #transport: Transport;
  readonly #customizers: string;
  readonly #listed = new Joined(() => listAll((offset) => this.customizersPage(offset), LIST_CUSTOMIZERS));
  readonly #instances = new Joined(() => listAll((offset) => this.connectorInstancesPage(offset), LIST_INSTANCES));
  readonly #looks = new Joined(() => listSeen((offset) => this.customizersPage(offset)));

  constructor(
    config: ProviderConfig,
    log: Log = SILENT,
    readonly pace: Pace = DEFAULT_PACE,
  ) {
    this.#transport = new Transport(config, log, pace);
    this.#customizers = customizersPath(config.apiVersion);
  }

  /** The tenant's id as the access token's claim `tenant_id` has it; undefined where the token has none. */
  tenantId(): Promise<string | undefined> {
    return this.#transport.tenantId();
  }

  /** One page of customizers, at most 250, from an offset on. */
  async customizersPage(offset: number): Promise<Customizer[]> {
    return this.#value({
      what: LIST_CUSTOMIZERS,
      method: "GET",
      path: pagePath(this.#customizers, offset),
      repeatable: true,
      reply: customizerListSchema,
    });
  }

  /** A time, in milliseconds since the epoch, that the tenant's clock has passed; undefined where it never told its time. */
  get tenantTime(): number | undefined {
    return this.#transport.clock.passed;
  }

  /**
   * The customizers that can be seen now. While others are created and deleted one may be missing, as the pages move; those
   * who look at once share the pages.
   */
  customizersSeen(): Promise<Customizer[]> {
    return this.#looks.run();
  }

  /** All customizers of the tenant. */
  customizers(): Promise<Customizer[]> {
    return this.#listed.run();
  }

  /** One customizer, or undefined where the tenant has none of this id. */
  async customizer(id: string): Promise<Customizer | undefined> {
    const what = `read the connector customizer ${id}`;
    const path = memberPath(this.#customizers, id, what);
    const request = { what, method: "GET", path, repeatable: true, reply: customizerSchema, expected: [404] } as const;
    const { value } = await this.#transport.send(request);
    if (value && value.id !== id) {
      throw new IscError({ what, why: `the tenant answered with another one, ${value.id}` });
    }
    return value;
  }

  /**
   * Sends one create request. It is repeated only where the tenant surely did not carry it out;
   * the error of one that it may have carried out is `ambiguous`.
   */
  createCustomizer(name: string): Promise<Customizer> {
    return this.#value({
      what: `create the connector customizer ${JSON.stringify(name)}`,
      method: "POST",
      path: this.#customizers,
      json: { name },
      repeatable: false,
      reply: customizerSchema,
    });
  }

  /**
   * Sends the whole customizer again with another name.
   *
   * @returns the customizer as it is now, `"untold"` where the answer has no body, or undefined where there is none of this id
   */
  async renameCustomizer(id: string, name: string): Promise<Customizer | "untold" | undefined> {
    const what = `rename the connector customizer ${id} to ${JSON.stringify(name)}`;
    const path = memberPath(this.#customizers, id, what);
    const request = {
      what,
      method: "PUT",
      path,
      json: { name },
      repeatable: true,
      reply: customizerSchema,
      mayBeEmpty: true,
      expected: [404],
    } as const;
    const { status, value } = await this.#transport.send(request);
    if (value && value.id !== id) {
      throw new IscError({ what, why: `the tenant answered with another one, ${value.id}` });
    }
    return value ?? (status === 404 ? undefined : "untold");
  }

  /** Deletes a customizer; one that is gone already counts as deleted. */
  async deleteCustomizer(id: string): Promise<void> {
    const what = `delete the connector customizer ${id}`;
    const path = memberPath(this.#customizers, id, what);
    const hints = { 409: STILL_LINKED };
    await this.#transport.send({ what, method: "DELETE", path, repeatable: true, expected: [404], hints });
  }

  /** Uploads a zip as a customizer's next version; like create, an error may be `ambiguous`. */
  uploadVersion(id: string, zip: Buffer) {
    const what = `upload a version of the connector customizer ${id}`;
    return this.#value({
      what,
      method: "POST",
      path: `${memberPath(this.#customizers, id, what)}/versions`,
      upload: { bytes: zip, contentType: "application/zip" },
      repeatable: false,
      reply: customizerVersionSchema,
    });
  }

  /** One page of connector instances, at most 250, from an offset on. */
  async connectorInstancesPage(offset: number): Promise<ConnectorInstance[]> {
    return this.#value({
      what: LIST_INSTANCES,
      method: "GET",
      path: pagePath(INSTANCES_PATH, offset),
      repeatable: true,
      reply: connectorInstanceListSchema,
    });
  }

  /** All connector instances of the tenant. */
  connectorInstances(): Promise<ConnectorInstance[]> {
    return this.#instances.run();
  }

  /** One connector instance, or undefined where the tenant has none of this id. */
  async connectorInstance(id: string): Promise<ConnectorInstance | undefined> {
    const what = `read the connector instance ${id}`;
    const path = memberPath(INSTANCES_PATH, id, what);
    const request = {
      what,
      method: "GET",
      path,
      repeatable: true,
      reply: connectorInstanceSchema,
      expected: [404],
    } as const;
    return (await this.#transport.send(request)).value;
  }

  /** Changes a connector instance by a JSON Patch; what its link is afterwards, where the tenant tells. */
  async patchConnectorInstance(id: string, patch: readonly PatchOperation[]) {
    const what = `change the link of the connector instance ${id}`;
    const path = memberPath(INSTANCES_PATH, id, what);
    const { value } = await this.#transport.send({
      what,
      method: "PATCH",
      path,
      json: patch,
      contentType: "application/json-patch+json",
      repeatable: true,
      reply: patchedInstanceSchema,
      mayBeEmpty: true,
    });
    return value && { customizerId: value.connectorCustomizerId || undefined };
  }

  async #value<T>(request: ApiRequest<T>): Promise<T> {
    const { value } = await this.#transport.send(request);
    if (value === undefined) {
      throw new IscError({ what: request.what, why: "the reply was empty", method: request.method });
    }
    return value;
  }
}
