import { Archive, Asset } from "../archive/archiveSource";
import { type Properties, UNKNOWN } from "../resources/resource";

// Signatures of the engine's wire format (sdk/go/common/resource/plugin, and measured).
export const UNKNOWN_ON_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** The SDK keeps the provider's text in this property; resources do not see it. */
const PROVIDER_KEY = "__provider";

type Wire = Readonly<Record<string, unknown>>;

/** Converts inputs or state from the engine's wire format. */
export function fromWire(properties: Wire): Properties {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => key !== PROVIDER_KEY)
      .map(([key, value]) => [key, valueFromWire(value)]),
  );
}

/** Converts inputs or state to the engine's wire format. */
export function toWire(properties: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, valueToWire(value)]));
}

function valueFromWire(value: unknown): unknown {
  if (value === UNKNOWN_ON_WIRE) {
    return UNKNOWN;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  const { [SIGNATURE_KEY]: signature, hash, path, uri, text, assets, value: secret } = value as Wire;
  if (signature === SECRET_SIGNATURE) {
    return valueFromWire(secret);
  }
  if (signature === ASSET_SIGNATURE) {
    const source = isText(path) ? { path } : isText(uri) ? { uri } : { text: String(text ?? "") };
    return new Asset(source, hashOf(hash));
  }
  if (signature === ARCHIVE_SIGNATURE) {
    const source = isText(path) ? { path } : isText(uri) ? { uri } : assetsFromWire(assets);
    return source === UNKNOWN ? UNKNOWN : new Archive(source, hashOf(hash));
  }
  return value;
}

function assetsFromWire(assets: unknown): Archive["source"] | typeof UNKNOWN {
  if (assets === undefined) {
    return { hidden: true };
  }
  const members = Object.entries(assets as Wire).map(([name, member]) => [name, valueFromWire(member)] as const);
  return members.every(([, member]) => member instanceof Asset || member instanceof Archive)
    ? { assets: Object.fromEntries(members) as Record<string, Asset | Archive> }
    : UNKNOWN;
}

function valueToWire(value: unknown): unknown {
  if (value instanceof Asset) {
    return { [SIGNATURE_KEY]: ASSET_SIGNATURE, ...value.source, ...withHash(value) };
  }
  if (value instanceof Archive) {
    const { source } = value;
    const content = "hidden" in source ? {} : "assets" in source ? { assets: toWire(source.assets) } : source;
    return { [SIGNATURE_KEY]: ARCHIVE_SIGNATURE, ...content, ...withHash(value) };
  }
  return value;
}

function withHash({ hash }: Asset | Archive): { hash?: string } {
  return hash === undefined ? {} : { hash };
}

function hashOf(hash: unknown): string | undefined {
  return isText(hash) ? hash : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
