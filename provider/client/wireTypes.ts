import * as v from "valibot";

/** The API's replies, after its OpenAPI description, and what is made of them. Unknown fields are ignored. */

const nonEmpty = v.pipe(v.string(), v.nonEmpty());
const optionalText = v.optional(v.nullable(v.string()));
const optionalVersion = v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))));

/** A connector customizer as the tenant tells it. */
export interface Customizer {
  readonly id: string;
  readonly name: string;
  /** When it was created, as the tenant writes it. */
  readonly created: string;
  readonly tenantId: string | undefined;
  /** The newest uploaded version; undefined before the first upload. */
  readonly imageVersion: number | undefined;
  readonly imageId: string | undefined;
}

/** ConnectorCustomizersResponse, ConnectorCustomizerCreateResponse and ConnectorCustomizerUpdateResponse. */
export const customizerSchema = v.pipe(
  v.object({
    id: nonEmpty,
    name: v.string(),
    created: nonEmpty,
    tenantID: optionalText,
    tenantId: optionalText,
    imageVersion: optionalVersion,
    imageID: optionalText,
    imageId: optionalText,
  }),
  v.transform(
    (reply): Customizer => ({
      id: reply.id,
      name: reply.name,
      created: reply.created,
      tenantId: reply.tenantID || reply.tenantId || undefined,
      imageVersion: reply.imageVersion || undefined,
      imageId: reply.imageID || reply.imageId || undefined,
    }),
  ),
);

export const customizerListSchema = v.array(customizerSchema);

/** An uploaded version of a customizer's code. */
export interface CustomizerVersion {
  readonly version: number;
  readonly imageId: string;
  readonly created: string;
}

/** ConnectorCustomizerVersionCreateResponse, in the reference's spelling and in the one of SailPoint's own CLI. */
export const customizerVersionSchema = v.pipe(
  v.object({
    imageID: optionalText,
    imageId: optionalText,
    version: v.pipe(v.number(), v.integer(), v.minValue(1)),
    created: nonEmpty,
  }),
  v.check((reply) => Boolean(reply.imageID || reply.imageId), "imageID is missing"),
  v.transform(
    (reply): CustomizerVersion => ({
      version: reply.version,
      imageId: reply.imageID || reply.imageId || "",
      created: reply.created,
    }),
  ),
);

/** A connector instance (a source's connector) that a customizer can be linked to. */
export interface ConnectorInstance {
  readonly id: string;
  readonly name: string;
  readonly connectorCustomizerId: string | undefined;
}

/** In no published specification; after SailPoint's CLI. */
export const connectorInstanceSchema = v.pipe(
  v.object({ id: nonEmpty, name: v.string(), connectorCustomizerId: optionalText }),
  v.transform(
    (reply): ConnectorInstance => ({
      id: reply.id,
      name: reply.name,
      connectorCustomizerId: reply.connectorCustomizerId || undefined,
    }),
  ),
);

/** A patched instance, of which only the link matters. */
export const patchedInstanceSchema = v.object({ connectorCustomizerId: optionalText });

export const connectorInstanceListSchema = v.array(connectorInstanceSchema);

/** RFC 6749, section 5.1. */
export const tokenSchema = v.object({
  access_token: nonEmpty,
  expires_in: v.optional(v.pipe(v.number(), v.minValue(0))),
  tenant_id: v.fallback(v.optional(v.string()), undefined),
});

const messageDtos = v.fallback(v.array(v.object({ text: v.string() })), []);

/** ErrorResponseDto, the 401 and 429 bodies, and the token endpoint's errors. */
export const errorSchema = v.object({
  detailCode: v.fallback(v.optional(v.string()), undefined),
  trackingId: v.fallback(v.optional(v.string()), undefined),
  messages: v.optional(messageDtos),
  causes: v.optional(messageDtos),
  error: v.fallback(v.optional(v.string()), undefined),
  error_description: v.fallback(v.optional(v.string()), undefined),
  message: v.fallback(v.optional(v.string()), undefined),
});
