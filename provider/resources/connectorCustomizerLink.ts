import { IscError } from "../client/iscError";
import type { ConnectorInstance } from "../client/wireTypes";
import { checkFlag, checkText } from "./checks";
import { nearNames } from "./nearNames";
import type { Context, Difference, Resource } from "./resource";
import { guardTenant } from "./tenantGuard";

export interface ConnectorCustomizerLinkInputs {
  readonly connectorInstanceId: string;
  readonly customizerId: string;
  readonly takeOver?: boolean;
}

export interface ConnectorCustomizerLinkState extends ConnectorCustomizerLinkInputs {
  readonly connectorInstanceName: string;
  readonly tenantId: string;
}

const LINK = "/connectorCustomizerId";

/** The resource `ConnectorCustomizerLink`. */
export const connectorCustomizerLink: Resource<ConnectorCustomizerLinkInputs, ConnectorCustomizerLinkState> = {
  check(news) {
    return [
      ...checkText(news, "connectorInstanceId", "the id of a connector instance"),
      ...checkText(news, "customizerId", "the id of a customizer"),
      ...checkFlag(news, "takeOver"),
    ];
  },

  diff(id, state, news, claims): Difference {
    const elsewhere = news["connectorInstanceId"] !== state.connectorInstanceId;
    if (!elsewhere) {
      claims.take(declaredOn(id));
    }
    return {
      changes: elsewhere || news["customizerId"] !== state.customizerId || news["takeOver"] !== state.takeOver,
      replaces: elsewhere ? ["connectorInstanceId"] : [],
      deleteBeforeReplace: false,
    };
  },

  async create(context, inputs) {
    const id = inputs.connectorInstanceId;
    const claim = `link of ${id}`;
    if (!context.claims.take(claim)) {
      throw new Error(
        `Could not link the connector instance ${id}: another resource of this program links it already. ` +
          "An instance has one customizer; keep one of the links.",
      );
    }
    try {
      const instance = await instanceOf(context, id, "link");
      await link(context, instance, inputs, undefined);
      const tenantId = (await context.client.tenantId()) ?? "";
      return { id, state: { ...inputs, connectorInstanceName: instance.name, tenantId } };
    } catch (error) {
      context.claims.release(claim);
      throw error;
    }
  },

  async read(context, id, state) {
    await guardTenant(context, `read the link of the connector instance ${id}`, state.tenantId);
    const instance = await context.instances.read(id, "ConnectorCustomizerLink");
    if (!instance?.connectorCustomizerId) {
      return undefined;
    }
    const inputs = {
      connectorInstanceId: id,
      customizerId: instance.connectorCustomizerId,
      ...(state.takeOver === undefined ? {} : { takeOver: state.takeOver }),
    };
    const tenantId = state.tenantId ?? (await context.client.tenantId()) ?? "";
    return { inputs, state: { ...inputs, connectorInstanceName: instance.name, tenantId } };
  },

  async update(context, id, state, inputs) {
    let { connectorInstanceName } = state;
    if (inputs.customizerId !== state.customizerId) {
      await guardTenant(context, `link the connector instance ${id}`, state.tenantId);
      const instance = await instanceOf(context, id, "link");
      await link(context, instance, inputs, state.customizerId);
      connectorInstanceName = instance.name;
    }
    return { ...inputs, connectorInstanceName, tenantId: state.tenantId };
  },

  async delete(context, id, state) {
    await guardTenant(context, `unlink the connector instance ${id}`, state.tenantId);
    if (context.claims.has(`link of ${id}`) || context.claims.has(declaredOn(id))) {
      context.log.info(`kept the link of the connector instance ${id}: another resource of this program declares it`);
      return;
    }
    const instance = await context.client.connectorInstance(id);
    if (instance?.connectorCustomizerId !== state.customizerId) {
      context.log.info(
        `left the connector instance ${id} as it is: it is not linked to ${state.customizerId} any more`,
      );
      return;
    }
    await unlink(context, id, state.customizerId);
  },
};

/** The claim of a link that stays on its instance. */
function declaredOn(instanceId: string): string {
  return `declared link of ${instanceId}`;
}

async function instanceOf({ client }: Context, id: string, doing: string): Promise<ConnectorInstance> {
  const instance = await client.connectorInstance(id);
  if (instance) {
    return instance;
  }
  const near = nearNames(id, await client.connectorInstances());
  const there = near.length > 0 ? `The nearest there are: ${near.join(", ")}.` : "The tenant has none at all.";
  throw new Error(
    `Could not ${doing} the connector instance ${id}: the tenant has no connector instance of this id. ${there} ` +
      "Use the id that SailPoint shows, or look it up with getConnectorInstance({ name }).",
  );
}

/** @param recorded the customizer that the state says it is linked to: moving on from there is no conflict */
async function link(
  { client, instances, log }: Context,
  instance: ConnectorInstance,
  { customizerId, takeOver }: ConnectorCustomizerLinkInputs,
  recorded: string | undefined,
): Promise<void> {
  const { id, name, connectorCustomizerId: current } = instance;
  if (current === customizerId) {
    return;
  }
  const what = `link the connector instance ${JSON.stringify(name)} (${id}) to ${customizerId}`;
  if (current !== undefined && current !== recorded) {
    if (!takeOver) {
      throw new Error(
        `Could not ${what}: it is linked to another connector customizer, ${current}. To replace that link, set ` +
          "takeOver: true on the ConnectorCustomizerLink; otherwise unlink it first, or link another instance.",
      );
    }
    log.info(`took the connector instance ${JSON.stringify(name)} (${id}) over from the customizer ${current}`);
  }
  const patched = await instances.writing(id, () =>
    client.patchConnectorInstance(id, [{ op: "replace", path: LINK, value: customizerId }]),
  );
  const now = patched?.customizerId ?? (await client.connectorInstance(id))?.connectorCustomizerId;
  if (now !== customizerId) {
    throw new Error(
      `Could not ${what}: the tenant accepted the request, but the instance is linked to ${now ?? "nothing"}. ` +
        "Check that the customizer exists, then run `pulumi up` again.",
    );
  }
}

async function unlink({ client, instances }: Context, id: string, customizerId: string): Promise<void> {
  try {
    await instances.writing(id, () => client.patchConnectorInstance(id, [{ op: "remove", path: LINK }]));
  } catch (error) {
    // After a lost answer there is nothing left to remove, which a tenant may refuse.
    const now = error instanceof IscError ? await client.connectorInstance(id) : undefined;
    if (!(error instanceof IscError) || now?.connectorCustomizerId === customizerId) {
      throw error;
    }
  }
}
