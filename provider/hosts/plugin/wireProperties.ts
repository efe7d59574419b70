import { type Properties, UNKNOWN } from "../../resources/resource";
import { fromWire, SECRET_SIGNATURE, SIGNATURE_KEY, toWire, UNKNOWN_ON_WIRE } from "../propertyFormat";
import { Struct } from "./sdkProtos";

type Wire = Record<string, unknown>;

/** Inputs or state as the engine sent them. */
export interface WireProperties {
  /** The values without the wire format, for resources. */
  readonly values: Properties;
  /** The names of the properties that are secret, or hold a secret. */
  readonly secrets: ReadonlySet<string>;
  /** The values as they came, to be sent back. */
  readonly wire: Readonly<Wire>;
}

/** Reads inputs or state. A property that is `null` counts as absent. */
export function readProperties(struct: Struct | undefined): WireProperties {
  const wire = (struct?.toJavaScript() ?? {}) as Wire;
  const present = Object.entries(wire).filter(([, value]) => value !== null);
  return {
    wire,
    values: fromWire(Object.fromEntries(present)),
    secrets: new Set(present.filter(([, value]) => holdsSecret(value)).map(([name]) => name)),
  };
}

/** Writes inputs or state. The named properties become secrets, if they are there. */
export function writeProperties(values: object, secrets: ReadonlySet<string> = new Set()): Struct {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  const wire = Object.entries(toWire(Object.fromEntries(known))).map(([name, value]) => {
    const plain = value === UNKNOWN ? UNKNOWN_ON_WIRE : value;
    return [name, secrets.has(name) ? secretOnWire(plain) : plain] as const;
  });
  return writeWire(Object.fromEntries(wire));
}

/** Writes properties that are in the wire format already. */
export function writeWire(wire: Readonly<Wire>): Struct {
  return Struct.fromJavaScript(wire as Parameters<typeof Struct.fromJavaScript>[0]);
}

/** Whether a value is known only after another resource is deployed. */
export function isUnknownOnWire(value: unknown): boolean {
  return value === UNKNOWN_ON_WIRE;
}

/** A secret with this value, in the wire format. */
export function secretOnWire(value: unknown): Wire {
  return { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

function holdsSecret(value: unknown): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return (value as Wire)[SIGNATURE_KEY] === SECRET_SIGNATURE || Object.values(value).some(holdsSecret);
}
