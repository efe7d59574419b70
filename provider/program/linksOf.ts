import * as pulumi from "@pulumi/pulumi";
import { runError } from "./runError";

type Ids = pulumi.Input<readonly pulumi.Input<string>[]> | undefined;

/** Registers a link, called `child`, of an instance. */
type RegisterLink = (child: string, connectorInstanceId: pulumi.Input<string>) => void;

/**
 * Checks the instances of a deployment, before anything is registered.
 *
 * @returns registers a link for each instance: at once, or when the list is known, if it is an output or promise. An id that such
 * a list has twice is linked once, because the customizer exists by then
 * @throws RunError if the value is not a list of ids, or has an id twice
 */
export function linksOf(name: string, ids: Ids): (register: RegisterLink) => void {
  const declaredBy = `CustomizerDeployment "${name}"`;
  if (pulumi.Output.isInstance(ids) || ids instanceof Promise) {
    const known = pulumi.output(ids).apply((list) => [...new Set(checkedIds(declaredBy, list) as string[])]);
    return (register) => {
      known.apply((list) => {
        for (const id of list) {
          register(`${name}-${id}`, id);
        }
      });
    };
  }
  const links = new Map<string, pulumi.Input<string>>();
  for (const [index, id] of checkedIds(declaredBy, ids ?? []).entries()) {
    const child = `${name}-${typeof id === "string" ? id : index}`;
    if (links.has(child)) {
      throw runError(`${declaredBy}: ${id} stands in connectorInstanceIds twice.`);
    }
    links.set(child, id);
  }
  return (register) => {
    for (const [child, id] of links) {
      register(child, id);
    }
  };
}

function checkedIds(declaredBy: string, ids: unknown): readonly pulumi.Input<string>[] {
  if (!Array.isArray(ids)) {
    throw runError(
      `${declaredBy}: connectorInstanceIds must be a list of connector instance ids, not ${kindOf(ids)}. ` +
        'Write connectorInstanceIds: ["…"].',
    );
  }
  for (const id of ids) {
    const later = pulumi.Output.isInstance(id) || id instanceof Promise;
    if (!later && (typeof id !== "string" || id.trim() === "")) {
      throw runError(`${declaredBy}: connectorInstanceIds must hold ids, texts that are not empty, not ${kindOf(id)}.`);
    }
  }
  return ids;
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) {
    return String(value);
  }
  return Array.isArray(value)
    ? "a list"
    : value === ""
      ? "an empty text"
      : typeof value === "object"
        ? "an object"
        : `a ${typeof value}`;
}
