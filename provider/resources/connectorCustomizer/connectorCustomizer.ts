import { randomUUID } from "node:crypto";
import type { Customizer } from "../../client/wireTypes";
import { areKnownTexts, checkFlag, checkText, describeValue } from "../checkInputs";
import { decideCustomizerDelete } from "../deleteDecision";
import type { DeclaredCustomizer } from "../ownership";
import type { CheckFailure, Context, Difference, Properties, Resource } from "../resource";
import { UNKNOWN } from "../resource";
import { guardTenant, guardTenantOfCreate } from "../tenantGuard";
import { adoptOrCreate, withReservedName } from "./adoptOrCreate";
import { isSameName, NAME_CHANGES, type NameChange, tellRenamedOutside, tellReplacement } from "./nameChange";
import { renameCustomizer } from "./renameCustomizer";

export interface ConnectorCustomizerInputs {
  readonly name: string;
  readonly onNameChange?: NameChange;
  readonly adopt?: boolean;
}

export interface ConnectorCustomizerState extends ConnectorCustomizerInputs {
  readonly tenantId: string;
  readonly created: string;
  readonly imageVersion?: number;
  readonly imageId?: string;
  /** The customizer that this one replaced: it is deleted only after every instance has left it. */
  readonly replacedCustomizerId?: string;
  /** A mark of the adoption: it tells this resource from another one whose state has the same customizer. */
  readonly adoptionId?: string;
}

/** The resource `ConnectorCustomizer`. */
export const connectorCustomizer: Resource<ConnectorCustomizerInputs, ConnectorCustomizerState> = {
  check(news, olds, { ownership }) {
    if (areKnownTexts(news, "name")) {
      ownership.declareCustomizer(declared(news), areKnownTexts(olds, "name") ? declared(olds) : undefined);
    }
    return checkCustomizer(news, olds);
  },

  diff(id, state, news, { ownership, urn, log }): Difference {
    const renamed = !isSameName(news["name"], state.name);
    const replaced = renamed && news["onNameChange"] !== "rename";
    ownership.noteTenant(state.tenantId);
    ownership.noteInState(id);
    // A refresh passes the state's inputs, which say nothing about the program.
    if (ownership.declaresCustomizer(declared(news))) {
      if (state.replacedCustomizerId !== undefined) {
        ownership.rememberReplacement(state.replacedCustomizerId, id, state.name);
      }
      if (replaced) {
        tellReplacement(log, id, state, news["name"]);
        ownership.replaceCustomizer(id, declared(news), state.adoptionId, urn);
      } else if (!ownership.keepCustomizer(id, declared(news), urn)) {
        throw heldTwice(id, declared(news).name);
      }
    }
    return {
      changes: renamed || optionsChanged(state, news),
      replaces: replaced ? ["name"] : [],
      // A replacement that keeps its name would collide with itself.
      deleteBeforeReplace: !renamed,
    };
  },

  async create(context, inputs) {
    const what = `create the connector customizer ${JSON.stringify(inputs.name)}`;
    await guardTenantOfCreate(context, what);
    const replaced = context.ownership.replacedBy(inputs.name);
    const customizer = await withReservedName(context, inputs.name, what, () =>
      adoptOrCreate(context, inputs.name, inputs.adopt ?? context.adopt, what),
    );
    const { id } = customizer;
    const marks = {
      ...(replaced === undefined || replaced === id ? {} : { replacedCustomizerId: replaced }),
      ...(context.ownership.hasAdopted(id) ? { adoptionId: randomUUID() } : {}),
    };
    return { id, state: { ...(await stateOf(context, customizer, inputs)), ...marks } };
  },

  async read(context, id, state) {
    await guardTenant(context, `read the connector customizer ${id}`, state.tenantId);
    const customizer = await context.recentlyCreated.lookUntilVisible(id, state.created, () =>
      context.customizers.read(id, "ConnectorCustomizer"),
    );
    if (!customizer) {
      if (state.name === undefined) {
        // The SDK would make a resource without outputs of it.
        throw new Error(
          `Could not read the connector customizer ${id}: the tenant has none of this id. ` +
            "Use the id that SailPoint shows, or look it up with getConnectorCustomizer({ name }).",
        );
      }
      return undefined;
    }
    if (state.name !== undefined && !isSameName(customizer.name, state.name)) {
      tellRenamedOutside(context.log, id, { state: state.name, tenant: customizer.name }, state.onNameChange);
    }
    const inputs = { name: customizer.name, ...optionsOf(state) };
    return { inputs, state: { ...(await stateOf(context, customizer, inputs)), ...marksOf(state) } };
  },

  async update(context, id, state, inputs) {
    if (isSameName(inputs.name, state.name)) {
      const { onNameChange: _, adopt: __, ...kept } = state;
      return { ...kept, ...optionsOf(inputs) };
    }
    const what = `rename the connector customizer ${id} to ${JSON.stringify(inputs.name)}`;
    await guardTenant(context, what, state.tenantId);
    const renamed = await withReservedName(context, inputs.name, what, () =>
      context.customizers.writing(id, () => renameCustomizer(context, id, inputs.name, state.created, what)),
    );
    return { ...(await stateOf(context, renamed, inputs)), ...marksOf(state) };
  },

  async delete(context, id, state) {
    const what = `delete the connector customizer ${id}`;
    await guardTenant(context, what, state.tenantId);
    const decision = await decideCustomizerDelete(context, id, state);
    if (decision.kind === "refuse") {
      throw new Error(`Could not ${what}: ${decision.reason}`);
    }
    if (decision.kind === "keep") {
      context.log.info(`kept the connector customizer ${id}: ${decision.reason}`);
      return;
    }
    const { client, customizers, deletes, recentlyCreated } = context;
    const send = () => recentlyCreated.lookUntilVisible(id, state.created, () => client.deleteCustomizer(id));
    await customizers.writing(id, () => deletes.delete(id, send));
    context.ownership.dropCustomizer(id);
    context.names.remove(id);
  },
};

function checkCustomizer(news: Properties, olds: Properties): CheckFailure[] {
  const failures = existsAlready(news, olds) ? [] : checkName(news);
  const { onNameChange } = news;
  if (onNameChange !== undefined && onNameChange !== UNKNOWN && !NAME_CHANGES.some((known) => known === onNameChange)) {
    const reason = `must be "replace" (the default) or "rename", not ${describeValue(onNameChange)}`;
    failures.push({ property: "onNameChange", reason });
  }
  return [...failures, ...checkFlag(news, "adopt")];
}

function checkName(news: Properties): CheckFailure[] {
  const failures = checkText(news, "name");
  const { name } = news;
  if (typeof name === "string" && name.trim() !== "" && name.trim() !== name) {
    failures.push({ property: "name", reason: `must not begin or end with white space: ${describeValue(name)}` });
  }
  return failures;
}

/** Whether a customizer has this name already, whatever name it is: the state has it, or it is to be adopted. */
function existsAlready({ name, adopt }: Properties, olds: Properties): boolean {
  return typeof name === "string" && (name === olds["name"] || (adopt === true && name !== ""));
}

function declared(properties: Properties): DeclaredCustomizer {
  return properties as unknown as DeclaredCustomizer;
}

function heldTwice(id: string, name: string): Error {
  return new Error(
    `Two resources of this program manage the connector customizer ${id}; this one is declared with the name ` +
      `${JSON.stringify(name)}. A customizer can be managed by one resource only: remove one of them from the program. ` +
      "The customizer stays.",
  );
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

/** What later runs need to know, and the tenant does not. */
function marksOf({ replacedCustomizerId, adoptionId }: Partial<ConnectorCustomizerState>) {
  return {
    ...(replacedCustomizerId === undefined ? {} : { replacedCustomizerId }),
    ...(adoptionId === undefined ? {} : { adoptionId }),
  };
}

async function stateOf(
  { client }: Context,
  customizer: Customizer,
  inputs: ConnectorCustomizerInputs,
): Promise<ConnectorCustomizerState> {
  // The token's claim comes first: the guard compares with it.
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
