import * as v from "valibot";

/** The API versions that the tenant serves. `v1` is the version behind the path, as in `/connector-customizers/v1`. */
export const API_VERSIONS = ["v2024", "v2025", "v2026", "beta", "v1", "v3"] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];

/** Behaviour that the documentation leaves open, or that differs between tenants. */
export interface Switches {
  /** Refuses a second customizer of the same name with 400. Default false. */
  uniqueNames: boolean;
  /** Answers a PUT with 200 and keeps the old name, as the reference's "immutable" may mean. Default false. */
  putIgnoresName: boolean;
  /** Refuses to delete a customizer with 409 if an instance is linked to it. Default false. */
  refuseDeleteWhileLinked: boolean;
  /** Deleting a customizer removes its links. If false, the instances keep the deleted customizer's id. Default true. */
  deleteUnlinks: boolean;
  /** Milliseconds until the listing shows a new customizer. Default 0. */
  listLagMs: number;
  /** Milliseconds until a new customizer can be read by its id. Default 0. */
  readLagMs: number;
  /** Maximum length of a listing's page, whatever `limit` asks for. Default 0: no maximum below 250. */
  pageCap: number;
  /** Listings ignore `offset`: every page starts at the first member. Default false. */
  ignoreOffset: boolean;
  /** Refuses an `offset` at or past the end of a listing that is not empty, with 400. Default false. */
  refuseOffsetPastEnd: boolean;
  /** Answers `null` for an empty page of a listing. Default false. */
  nullEmptyLists: boolean;
  /** Refuses the listing of connector instances with 403. Default false. */
  instancesUnlisted: boolean;
  /** Refuses a PATCH of a connector instance with 415 unless its content type is `application/json`. Default false. */
  refusePatchContentType: boolean;
  /** Answers 400, not 404, if the id of a connector instance is unknown and not a UUID. Default false. */
  badIdIs400: boolean;
  /** The API versions that are served. Paths of others answer 404 as a gateway does. Default: all. */
  apiVersions: readonly ApiVersion[];
}

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  uniqueNames: false,
  putIgnoresName: false,
  refuseDeleteWhileLinked: false,
  deleteUnlinks: true,
  listLagMs: 0,
  readLagMs: 0,
  pageCap: 0,
  ignoreOffset: false,
  refuseOffsetPastEnd: false,
  nullEmptyLists: false,
  instancesUnlisted: false,
  refusePatchContentType: false,
  badIdIs400: false,
  apiVersions: API_VERSIONS,
};

const flag = v.exactOptional(v.boolean());
const wholeNumber = v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0)));
const versions = v.array(v.picklist(API_VERSIONS, `must be one of ${API_VERSIONS.join(", ")}`));

/** Schema of the switches in a request body; each is optional. */
export const switchesSchema: v.GenericSchema<unknown, Partial<Switches>> = v.strictObject({
  uniqueNames: flag,
  putIgnoresName: flag,
  refuseDeleteWhileLinked: flag,
  deleteUnlinks: flag,
  listLagMs: wholeNumber,
  readLagMs: wholeNumber,
  pageCap: wholeNumber,
  ignoreOffset: flag,
  refuseOffsetPastEnd: flag,
  nullEmptyLists: flag,
  instancesUnlisted: flag,
  refusePatchContentType: flag,
  badIdIs400: flag,
  apiVersions: v.exactOptional(versions),
});
