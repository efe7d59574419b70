import { Archive } from "../archive/archiveSource";
import type { Properties } from "../resources/resource";

/** The input in which a program lists its secret inputs, because the engine passes a dynamic provider plain values. */
export const SECRET_INPUTS = "__secretInputs";

const SHORTEST_PLAIN = 4;

/** The values of inputs that the program marked secret. They appear in no message. */
export class SecretInputs {
  readonly #values = new Set<string>();

  /**
   * Notes the secret values among inputs or state. Returns the properties without the list of secret inputs, with the secret
   * archives marked.
   */
  note(properties: Properties): Properties {
    const { [SECRET_INPUTS]: names, ...rest }: Record<string, unknown> = properties;
    for (const name of namesIn(names)) {
      const value = rest[name];
      if (typeof value === "string" && value !== "") {
        this.#values.add(value);
      } else if (value instanceof Archive) {
        rest[name] = new Archive(value.source, value.hash, true);
      }
    }
    return rest;
  }

  /** The list of secret inputs, to be kept in the state. */
  markOf(properties: Properties = {}): Properties {
    return properties[SECRET_INPUTS] === undefined ? {} : { [SECRET_INPUTS]: properties[SECRET_INPUTS] };
  }

  /** Whether inputs as the engine passes them mark this property secret. */
  includes(properties: Properties, property: string): boolean {
    return namesIn(properties[SECRET_INPUTS]).includes(property);
  }

  /** Replaces secret values. A very short one is replaced only as a quoted text: it may be a part of any word. */
  redact(text: string): string {
    return [...this.#values]
      .sort((a, b) => b.length - a.length)
      .reduce((shown, value) => {
        const quoted = shown.replaceAll(JSON.stringify(value), "[secret]");
        const trimmed = value.trim();
        return trimmed.length < SHORTEST_PLAIN
          ? quoted
          : quoted.replaceAll(value, "[secret]").replaceAll(trimmed, "[secret]");
      }, text);
  }
}

function namesIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((name) => typeof name === "string") : [];
}
