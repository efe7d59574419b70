import * as pulumi from "@pulumi/pulumi";
import { runError } from "./runError";

type Ids = pulumi.Input<readonly pulumi.Input<string>[]> | undefined;

/**
 * The logical names of a deployment's links, with the instance of each; or the output of the ids, if the list as a whole is
 * an output or promise.
 *
 * @throws RunError if the value is not a list of ids, or has an id twice
 */
export function linkNames(name: string, ids: Ids): Map<string, pulumi.Input<string>> | pulumi.Output<string[]> {
  if (pulumi.Output.isInstance(ids) || ids instanceof Promise) {
    return pulumi.output(ids).apply((known) => checkedIds(name, known) as string[]);
  }
  const links = new Map<string, pulumi.Input<string>>();
  for (const [index, id] of checkedIds(name, ids ?? []).entries()) {
    const child = `${name}-${typeof id === "string" ? id : index}`;
    if (links.has(child)) {
      throw runError(`CustomizerDeployment "${name}": ${id} stands in connectorInstanceIds twice.`);
    }
    links.set(child, id);
  }
  return links;
}

/** The same for a list that was an output. An id that it has twice is linked once, because the customizer exists by then. */
export function linkNamesOfKnown(name: string, ids: readonly string[]): Map<string, string> {
  return new Map(ids.map((id) => [`${name}-${id}`, id]));
}

function checkedIds(name: string, ids: unknown): readonly pulumi.Input<string>[] {
  if (!Array.isArray(ids)) {
    throw runError(
      `CustomizerDeployment "${name}": connectorInstanceIds must be a list of connector instance ids, not ${kindOf(ids)}. ` +
        'Write connectorInstanceIds: ["…"].',
    );
  }
  for (const id of ids) {
    const later = pulumi.Output.isInstance(id) || id instanceof Promise;
    if (!later && (typeof id !== "string" || id.trim() === "")) {
      throw runError(
        `CustomizerDeployment "${name}": connectorInstanceIds must hold ids, texts that are not empty, not ${kindOf(id)}.`,
      );
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
