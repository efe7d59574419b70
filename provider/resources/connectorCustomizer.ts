import type { Customizer } from "../client/wireTypes";
import { checkFlag, checkText, shown } from "./checks";
import { claimOf, leavingOf } from "./customizerClaims";
import { renameCustomizer } from "./renameCustomizer";
import type { CheckFailure, Context, Difference, Properties, Resource } from "./resource";
import { UNKNOWN } from "./resource";
import { adoptOrCreate, reserving } from "./takeName";
import { guardTenant } from "./tenantGuard";

/** What happens when a customizer's name changes. */
export const NAME_CHANGES = ["replace", "rename"] as const;

export interface ConnectorCustomizerInputs {
  readonly name: string;
  readonly onNameChange?: (typeof NAME_CHANGES)[number];
  readonly adopt?: boolean;
}

export interface ConnectorCustomizerState extends ConnectorCustomizerInputs {
  readonly tenantId: string;
  readonly created: string;
  readonly imageVersion?: number;
  readonly imageId?: string;
}

/** The resource `ConnectorCustomizer`. */
export const connectorCustomizer: Resource<ConnectorCustomizerInputs, ConnectorCustomizerState> = {
  check,

  diff(id, state, news, claims): Difference {
    const renamed = news["name"] !== state.name;
    const replaces = renamed && news["onNameChange"] !== "rename" ? ["name"] : [];
    claims.take(replaces.length === 0 ? claimOf(id) : leavingOf(id));
    claims.tenantId ??= state.tenantId;
    return {
      changes: renamed || optionsChanged(state, news),
      replaces,
      // One that keeps its name would collide with itself; every other name is free before the old one goes.
      deleteBeforeReplace: !renamed,
    };
  },

  async create(context, inputs) {
    const what = `create the connector customizer ${JSON.stringify(inputs.name)}`;
    await guardTenant(context, what, context.claims.tenantId);
    const customizer = await reserving(context, inputs.name, what, () =>
      adoptOrCreate(context, inputs.name, inputs.adopt ?? context.adopt, what),
    );
    return { id: customizer.id, state: await stateOf(context, customizer, inputs) };
  },

  async read(context, id, state) {
    await guardTenant(context, `read the connector customizer ${id}`, state.tenantId);
    const customizer = await context.customizers.read(id, "ConnectorCustomizer");
    if (!customizer) {
      if (state.name === undefined) {
        // The SDK would make a resource without any output of it.
        throw new Error(
          `Could not read the connector customizer ${id}: the tenant has none of this id. ` +
            "Use the id that SailPoint shows, or look it up with getConnectorCustomizer({ name }).",
        );
      }
      return undefined;
    }
    const options = optionsOf(state);
    return {
      inputs: { name: customizer.name, ...options },
      state: await stateOf(context, customizer, { name: customizer.name, ...options }),
    };
  },

  async update(context, id, state, inputs) {
    if (inputs.name === state.name) {
      const { onNameChange: _, adopt: __, ...kept } = state;
      return { ...kept, ...optionsOf(inputs) };
    }
    const what = `rename the connector customizer ${id} to ${JSON.stringify(inputs.name)}`;
    await guardTenant(context, what, state.tenantId);
    const renamed = await reserving(context, inputs.name, what, () =>
      context.customizers.writing(id, () => renameCustomizer(context, id, inputs.name, what)),
    );
    return stateOf(context, renamed, inputs);
  },

  async delete(context, id, state) {
    await guardTenant(context, `delete the connector customizer ${id}`, state.tenantId);
    if (context.names.adopted(id)) {
      // A forced replacement took its own predecessor over: both are the same customizer, which stays.
      context.log.info(`kept the connector customizer ${id}: its replacement has adopted it`);
      return;
    }
    await context.customizers.writing(id, () => context.client.deleteCustomizer(id));
    context.claims.release(claimOf(id));
    await context.names.forget(id);
  },
};

function check(news: Properties): CheckFailure[] {
  const failures = checkText(news, "name");
  const { name } = news;
  if (typeof name === "string" && name.trim() !== "" && name.trim() !== name) {
    failures.push({ property: "name", reason: `must not begin or end with white space: ${shown(name)}` });
  }
  const { onNameChange } = news;
  if (onNameChange !== undefined && onNameChange !== UNKNOWN && !NAME_CHANGES.some((known) => known === onNameChange)) {
    const reason = `must be "replace" (the default) or "rename", not ${shown(onNameChange)}`;
    failures.push({ property: "onNameChange", reason });
  }
  return [...failures, ...checkFlag(news, "adopt")];
}

function optionsChanged(state: ConnectorCustomizerState, news: Properties): boolean {
  return state.onNameChange !== news["onNameChange"] || state.adopt !== news["adopt"];
}

function optionsOf(from: Partial<ConnectorCustomizerInputs>): Omit<ConnectorCustomizerInputs, "name"> {
  return {
    ...(from.onNameChange === undefined ? {} : { onNameChange: from.onNameChange }),
    ...(from.adopt === undefined ? {} : { adopt: from.adopt }),
  };
}

async function stateOf(
  { client }: Context,
  customizer: Customizer,
  inputs: ConnectorCustomizerInputs,
): Promise<ConnectorCustomizerState> {
  // The claim comes first, because it is what the guard compares with.
  const tenantId = (await client.tenantId()) ?? customizer.tenantId;
  return {
    name: inputs.name,
    ...optionsOf(inputs),
    tenantId: tenantId ?? "",
    created: customizer.created,
    ...(customizer.imageVersion === undefined ? {} : { imageVersion: customizer.imageVersion }),
    ...(customizer.imageId === undefined ? {} : { imageId: customizer.imageId }),
  };
}
