import * as v from "valibot";

/** Behaviour that the documentation leaves open. */
export interface Switches {
  /** Refuses a second customizer of the same name with 400. Default false. */
  uniqueNames: boolean;
  /** Answers a PUT with 200 and keeps the old name, as the reference's "immutable" may mean. Default false. */
  putIgnoresName: boolean;
  /** Refuses to delete a customizer with 409 if an instance is linked to it. Default false. */
  refuseDeleteWhileLinked: boolean;
  /** Milliseconds until the listing shows a new customizer. Default 0. */
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

/** Schema of the switches in a request body; each is optional. */
export const switchesSchema: v.GenericSchema<unknown, Partial<Switches>> = v.strictObject({
  uniqueNames: v.exactOptional(v.boolean()),
  putIgnoresName: v.exactOptional(v.boolean()),
  refuseDeleteWhileLinked: v.exactOptional(v.boolean()),
  listLagMs: v.exactOptional(milliseconds),
  readLagMs: v.exactOptional(milliseconds),
});
