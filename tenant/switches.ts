import * as v from "valibot";

/** How the tenant behaves where nothing is documented. */
export interface Switches {
  /** Refuse a second customizer of a name with 400. Default false. */
  uniqueNames: boolean;
  /** Answer a PUT with 200 and keep the old name, as the reference's "immutable" may mean. Default false. */
  putIgnoresName: boolean;
  /** Refuse to delete a customizer while an instance is linked to it, with 409. Default false. */
  refuseDeleteWhileLinked: boolean;
  /** Milliseconds until a new customizer is listed. Default 0. */
  listLagMs: number;
  /** Milliseconds until a new customizer can be read by its id. Default 0. */
  readLagMs: number;
}

export const DEFAULT_SWITCHES: Readonly<Switches> = {
  uniqueNames: false,
  putIgnoresName: false,
  refuseDeleteWhileLinked: false,
  listLagMs: 0,
  readLagMs: 0,
};

const milliseconds = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Some of the switches, as they come over HTTP. */
export const switchesSchema: v.GenericSchema<unknown, Partial<Switches>> = v.strictObject({
  uniqueNames: v.exactOptional(v.boolean()),
  putIgnoresName: v.exactOptional(v.boolean()),
  refuseDeleteWhileLinked: v.exactOptional(v.boolean()),
  listLagMs: v.exactOptional(milliseconds),
  readLagMs: v.exactOptional(milliseconds),
});
