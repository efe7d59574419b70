import { createOnce } from "../client/createOnce";
import type { Customizer } from "../client/schemas";
import { checkFlag, checkText, shown } from "./checks";
import type { CheckFailure, Context, Difference, Properties, Resource } from "./resource";
import { UNKNOWN } from "./resource";
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
    if (replaces.length === 0) {
      claims.take(claimOf(id));
    }
    return {
      changes: renamed || optionsChanged(state, news),
      replaces,
      // One that keeps its name would collide with itself; every other name is free before the old one goes.
      deleteBeforeReplace: !renamed,
    };
  },

  async create(context, inputs) {
    const { names } = context;
    if (!names.reserved.take(inputs.name)) {
      throw new Error(
        `Could not create the connector customizer ${JSON.stringify(inputs.name)}: another resource of this program ` +
          "has the same name. Give one of them another name; a customizer can be managed by one resource only.",
      );
    }
    try {
      const customizer = await adoptOrCreate(context, inputs);
      return { id: customizer.id, state: await stateOf(context, customizer, inputs) };
    } finally {
      names.reserved.release(inputs.name);
    }
  },

  async read(context, id, state) {
    await guardTenant(context, `read the connector customizer ${id}`, state.tenantId);
    const customizer = await context.customizers.read(id, "ConnectorCustomizer");
    if (!customizer) {
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
    await guardTenant(context, `rename the connector customizer ${id}`, state.tenantId);
    const renamed = await context.customizers.writing(id, () => rename(context, id, inputs.name));
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

async function adoptOrCreate(context: Context, inputs: ConnectorCustomizerInputs): Promise<Customizer> {
  const { client, names, claims, log } = context;
  const { name } = inputs;
  const [existing, ...others] = await names.named(name);
  if (existing && claims.has(claimOf(existing.id))) {
    throw new Error(
      `Could not create the connector customizer ${JSON.stringify(name)}: another resource of this program manages the one ` +
        `of this name, ${existing.id}. Give one of them another name; a customizer can be managed by one resource only. ` +
        "If this resource is to replace it, set its option deleteBeforeReplace: true.",
    );
  }
  if (existing && !(inputs.adopt ?? context.adopt)) {
    throw new Error(
      `Could not create the connector customizer ${JSON.stringify(name)}: ${taken([existing, ...others])}. It may be left over ` +
        "from an interrupted run, or be somebody else's. To take it over, set adopt: true on the resource (or `pulumi config set " +
        "sailpoint:adopt true` for the stack); otherwise choose another name, or delete the existing one. " +
        "If this resource is to replace it (`--replace`), set its option deleteBeforeReplace: true.",
    );
  }
  if (existing && others.length > 0) {
    const ids = [existing, ...others].map(({ id }) => id).join(", ");
    throw new Error(
      `Could not adopt the connector customizer ${JSON.stringify(name)}: several have this name, ${ids}. ` +
        "Rename or delete all but one of them, then run `pulumi up` again.",
    );
  }
  if (existing) {
    claims.take(claimOf(existing.id));
    names.adopt(existing);
    log.info(
      `adopted the existing connector customizer ${JSON.stringify(name)}, ${existing.id}, created ${existing.created}`,
    );
    return existing;
  }
  const created = await createOnce(client, name, (id) => names.has(id), log);
  claims.take(claimOf(created.id));
  await names.put(created);
  return created;
}

async function rename(context: Context, id: string, name: string): Promise<Customizer> {
  const { client, names, claims } = context;
  const others = (await names.named(name)).filter((other) => other.id !== id);
  if (others.length > 0) {
    throw new Error(
      `Could not rename the connector customizer ${id} to ${JSON.stringify(name)}: ${taken(others)}. ` +
        "Choose another name, or delete or rename the existing one first.",
    );
  }
  const replied = await client.renameCustomizer(id, name);
  if (!replied) {
    throw new Error(
      `Could not rename the connector customizer ${id} to ${JSON.stringify(name)}: the tenant has none of this id any more. ` +
        "Run `pulumi refresh`, then `pulumi up` to create it again.",
    );
  }
  const renamed = replied.name === name ? replied : await client.customizer(id);
  if (renamed?.name !== name) {
    throw new Error(
      `Could not rename the connector customizer ${id} to ${JSON.stringify(name)}: the tenant accepted the request and kept ` +
        `the name ${JSON.stringify(renamed?.name)}. This tenant takes names as immutable: use onNameChange: "replace".`,
    );
  }
  claims.take(claimOf(id));
  await names.put(renamed);
  return renamed;
}

function claimOf(id: string): string {
  return `customizer ${id}`;
}

function taken(by: readonly Customizer[]): string {
  return `the tenant already has one of this name, ${by.map(({ id, created }) => `${id} (created ${created})`).join(", ")}`;
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
