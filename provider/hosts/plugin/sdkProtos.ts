import { createRequire } from "node:module";
import type * as engineMessages from "@pulumi/pulumi/proto/engine_pb";
import type * as providerMessages from "@pulumi/pulumi/proto/provider_pb";
import type * as emptyMessages from "google-protobuf/google/protobuf/empty_pb";
import type * as structMessages from "google-protobuf/google/protobuf/struct_pb";

/**
 * Loads from the SDK's place. The SDK checks messages with `instanceof`, so `google-protobuf` must be the copy that the SDK
 * itself uses. The SDK's main module is not loaded: it takes most of the SDK's start.
 */
export const requireFromSdk = createRequire(createRequire(__filename).resolve("@pulumi/pulumi/package.json"));

export const provider: typeof providerMessages = requireFromSdk("./proto/provider_pb.js");
export const { Empty }: typeof emptyMessages = requireFromSdk("google-protobuf/google/protobuf/empty_pb.js");
export const { Struct }: typeof structMessages = requireFromSdk("google-protobuf/google/protobuf/struct_pb.js");

/** The messages of the engine's own service, loaded at the first use. */
export const engineProtos = (): typeof engineMessages => requireFromSdk("./proto/engine_pb.js");

export type { engineMessages, providerMessages };
export type Struct = structMessages.Struct;
export type Empty = emptyMessages.Empty;
