import { areKnownTexts, checkFlag, checkId } from "../checkInputs";
import { decideUnlink } from "../deleteDecision";
import type { DeclaredLink, Ownership } from "../ownership";
import type { Difference, Properties, Resource } from "../resource";
import { guardTenant, guardTenantOfCreate } from "../tenantGuard";
import { instanceOf, removeLink, setLink } from "./setLink";

export interface ConnectorCustomizerLinkInputs {
  readonly connectorInstanceId: string;
  readonly customizerId: string;
  readonly takeOver?: boolean;
}

export interface ConnectorCustomizerLinkState extends ConnectorCustomizerLinkInputs {
  readonly connectorInstanceName: string;
  readonly tenantId: string;
  /** The customizer that this stack linked the instance to, if a refresh has found another one (`customizerId`) since. */
  readonly ownCustomizerId?: string;
}

const IMPORT_ADVICE =
  "A link is imported by the id of a linked instance; getConnectorInstances shows them. To make a link, declare it.";

/** The resource `ConnectorCustomizerLink`. */
export const connectorCustomizerLink: Resource<ConnectorCustomizerLinkInputs, ConnectorCustomizerLinkState> = {
  check(news, olds, { ownership }) {
    if (isKnownLink(news)) {
      ownership.declareLink(news, isKnownLink(olds) ? olds : undefined);
    }
    return [
      ...checkId(news, "connectorInstanceId", "the id of a connector instance"),
      ...checkId(news, "customizerId", "the id of a customizer"),
      ...checkFlag(news, "takeOver"),
    ];
  },

  diff(_id, state, news, { ownership }): Difference {
    const elsewhere = news["connectorInstanceId"] !== state.connectorInstanceId;
    ownership.noteTenant(state.tenantId);
    // A refresh passes the state's inputs, which say nothing about the program.
    const isDeclared = isKnownLink(news) && ownership.declaresLink(news);
    if (!elsewhere && isDeclared) {
      takeLink(ownership, news);
    }
    return {
      changes:
        elsewhere ||
        news["customizerId"] !== state.customizerId ||
        news["takeOver"] !== state.takeOver ||
        (isDeclared && state.ownCustomizerId !== undefined),
      replaces: elsewhere ? ["connectorInstanceId"] : [],
      deleteBeforeReplace: false,
    };
  },

  async create(context, inputs) {
    const id = inputs.connectorInstanceId;
    const { client, ownership } = context;
    await guardTenantOfCreate(context, `link the connector instance ${id}`);
    takeLink(ownership, inputs);
    try {
      const instance = await instanceOf(context, inputs);
      await setLink(context, instance, inputs, undefined);
      const tenantId = (await client.tenantId()) ?? "";
      return { id, state: { ...inputs, connectorInstanceName: instance.name, tenantId } };
    } catch (error) {
      ownership.releaseLink(id);
      throw error;
    }
  },

  async read(context, id, state) {
    await guardTenant(context, `read the link of the connector instance ${id}`, state.tenantId);
    const instance = await context.instances.read(id, "ConnectorCustomizerLink");
    if (!instance?.connectorCustomizerId) {
      if (state.customizerId === undefined) {
        // The engine would only say that it does not exist.
        const why = instance ? "it is not linked to a connector customizer" : "the tenant has none of this id";
        throw new Error(`Could not read the link of the connector instance ${id}: ${why}. ${IMPORT_ADVICE}`);
      }
      return undefined;
    }
    const customizerId = instance.connectorCustomizerId;
    const own = state.ownCustomizerId ?? state.customizerId;
    const inputs = {
      connectorInstanceId: id,
      customizerId,
      ...(state.takeOver === undefined ? {} : { takeOver: state.takeOver }),
    };
    const tenantId = state.tenantId ?? (await context.client.tenantId()) ?? "";
    return {
      inputs,
      state: {
        ...inputs,
        connectorInstanceName: instance.name,
        tenantId,
        ...(own === undefined || own === customizerId ? {} : { ownCustomizerId: own }),
      },
    };
  },

  async update(context, id, state, inputs) {
    if (inputs.customizerId === state.customizerId) {
      const { connectorInstanceName, tenantId } = state;
      return { ...inputs, connectorInstanceName, tenantId };
    }
    await guardTenant(context, `link the connector instance ${id}`, state.tenantId);
    const instance = await instanceOf(context, inputs);
    await setLink(context, instance, inputs, state.customizerId);
    return { ...inputs, connectorInstanceName: instance.name, tenantId: state.tenantId };
  },

  async delete(context, id, state) {
    const ours = state.ownCustomizerId ?? state.customizerId;
    await context.deletes.unlink(ours, async () => {
      await guardTenant(context, `unlink the connector instance ${id}`, state.tenantId);
      const decision = await decideUnlink(context, id, ours);
      if (decision.kind === "keep") {
        context.log.info(`left the connector instance ${id} as it is: ${decision.reason}`);
        return;
      }
      await removeLink(context, id, ours);
    });
  },
};

function isKnownLink(properties: Properties): properties is Properties & DeclaredLink {
  return areKnownTexts(properties, "connectorInstanceId", "customizerId");
}

function takeLink(ownership: Ownership, link: DeclaredLink): void {
  if (!ownership.takeLink(link)) {
    throw new Error(
      `Could not link the connector instance ${link.connectorInstanceId}: another resource of this program links it already. ` +
        "An instance has one customizer; keep one of the links.",
    );
  }
}
