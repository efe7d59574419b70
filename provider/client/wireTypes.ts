import * as v from "valibot";

/**
 * The API's replies, after its OpenAPI description, and the types made of them. Unknown fields are ignored. A member of a listing
 * needs an id: somebody else's incomplete record must not stop anybody. A reply about one item is read strictly.
 */

const nonEmpty = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.optional(v.nullable(v.string()));
const tolerantText = v.fallback(optionalText, undefined);
const WHOLE = "a whole number";
const wholeNumber = (least: number) =>
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/, WHOLE), v.transform(Number))]),
    v.integer(WHOLE),
    v.minValue(least, `at least ${least}`),
  );
const optionalVersion = v.optional(v.nullable(wholeNumber(0)));

/** A connector customizer. */
export interface Customizer {
  readonly id: string;
  /** Empty only in a listing, if the tenant shows no name. */
  readonly name: string;
  /** The time of creation, as the tenant writes it. Empty if the tenant shows none. */
  readonly created: string;
  readonly tenantId: string | undefined;
  /** The newest uploaded version; undefined before the first upload. */
  readonly imageVersion: number | undefined;
  readonly imageId: string | undefined;
}

interface CustomizerReply {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly created?: string | null | undefined;
  readonly tenantID?: string | null | undefined;
  readonly tenantId?: string | null | undefined;
  readonly imageVersion?: number | null | undefined;
  readonly imageID?: string | null | undefined;
  readonly imageId?: string | null | undefined;
}

const toCustomizer = (reply: CustomizerReply): Customizer => ({
  id: reply.id,
  name: reply.name ?? "",
  created: reply.created ?? "",
  tenantId: reply.tenantID || reply.tenantId || undefined,
  imageVersion: reply.imageVersion || undefined,
  imageId: reply.imageID || reply.imageId || undefined,
});

const customizerFields = {
  id: nonEmpty,
  created: optionalText,
  tenantID: optionalText,
  tenantId: optionalText,
  imageVersion: optionalVersion,
  imageID: optionalText,
  imageId: optionalText,
};

/** ConnectorCustomizersResponse. */
export const customizerSchema = v.pipe(
  v.object({ ...customizerFields, name: v.string() }),
  v.transform((reply) => toCustomizer(reply)),
);

/** ConnectorCustomizerUpdateResponse. A reply of another shape does not show the customizer. */
export const renamedCustomizerSchema = v.fallback(v.optional(customizerSchema), undefined);

/** ConnectorCustomizerCreateResponse. A reply without a name is good: the request has it. */
export const createdCustomizerSchema = v.pipe(
  v.object({ ...customizerFields, name: optionalText }),
  v.transform((reply) => toCustomizer(reply)),
);

const listedCustomizerSchema = v.pipe(
  v.object({
    id: nonEmpty,
    name: tolerantText,
    created: tolerantText,
    tenantID: tolerantText,
    tenantId: tolerantText,
    imageVersion: v.fallback(optionalVersion, undefined),
    imageID: tolerantText,
    imageId: tolerantText,
  }),
  v.transform((reply) => toCustomizer(reply)),
);

/** A listing. `null` is an empty one. */
function listOf<T>(member: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, T[]> {
  return v.pipe(
    v.nullable(v.array(member)),
    v.transform((list) => list ?? []),
  );
}

export const customizerListSchema = listOf(listedCustomizerSchema);

/** An uploaded version of a customizer's code. */
export interface CustomizerVersion {
  readonly version: number;
  readonly imageId: string;
  /** The time of the upload, as the tenant writes it. Empty if the tenant shows none. */
  readonly created: string;
}

/** ConnectorCustomizerVersionCreateResponse, in the spelling of the reference and in the one of SailPoint's CLI. */
export const customizerVersionSchema = v.pipe(
  v.object({ imageID: optionalText, imageId: optionalText, version: wholeNumber(1), created: optionalText }),
  v.check((reply) => Boolean(reply.imageID || reply.imageId), "it has no imageID"),
  v.transform(
    (reply): CustomizerVersion => ({
      version: reply.version,
      imageId: reply.imageID || reply.imageId || "",
      created: reply.created ?? "",
    }),
  ),
);

/** A connector instance (a source's connector), which a customizer can be linked to. */
export interface ConnectorInstance {
  readonly id: string;
  /** Empty if the tenant shows no name. */
  readonly name: string;
  readonly connectorCustomizerId: string | undefined;
}

interface InstanceReply {
  readonly id: string;
  readonly name?: string | null | undefined;
  readonly connectorCustomizerId?: string | null | undefined;
}

const toInstance = (reply: InstanceReply): ConnectorInstance => ({
  id: reply.id,
  name: reply.name ?? "",
  connectorCustomizerId: reply.connectorCustomizerId || undefined,
});

/** In no published specification; after SailPoint's CLI. The fields that may hold credentials (`config`) are not read. */
export const connectorInstanceSchema = v.pipe(
  v.object({ id: nonEmpty, name: tolerantText, connectorCustomizerId: optionalText }),
  v.transform((reply) => toInstance(reply)),
);

export const connectorInstanceListSchema = listOf(
  v.pipe(
    v.object({ id: nonEmpty, name: tolerantText, connectorCustomizerId: tolerantText }),
    v.transform((reply) => toInstance(reply)),
  ),
);

/** A patched instance. Only its link matters; a reply of another shape does not show it. */
export const patchedInstanceSchema = v.fallback(
  v.optional(v.object({ connectorCustomizerId: optionalText })),
  undefined,
);

/** A source, as SailPoint's interface shows it. Sources hold credentials, so nothing else of one is kept. */
export interface Source {
  readonly id: string;
  readonly name: string;
  /** The id of its connector instance; undefined if its connector does not run on SaaS Connectivity. */
  readonly connectorInstanceId: string | undefined;
}

/** Part of the schema Source of the published sources API. */
export const sourceSchema = v.pipe(
  v.object({
    id: nonEmpty,
    name: tolerantText,
    connectorAttributes: v.fallback(
      v.optional(v.nullable(v.object({ spConnectorInstanceId: tolerantText }))),
      undefined,
    ),
  }),
  v.transform(
    (reply): Source => ({
      id: reply.id,
      name: reply.name ?? "",
      connectorInstanceId: reply.connectorAttributes?.spConnectorInstanceId || undefined,
    }),
  ),
);

export const sourceListSchema = listOf(sourceSchema);

/** RFC 6749, section 5.1, and SailPoint's `tenant_id`. */
export const tokenSchema = v.object({
  access_token: nonEmpty,
  expires_in: v.fallback(v.optional(v.pipe(v.number(), v.minValue(0))), undefined),
  tenant_id: v.fallback(v.optional(v.string()), undefined),
});
