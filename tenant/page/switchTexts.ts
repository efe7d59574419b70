import type { Switches } from "../switches";

/** What each switch does, in the words of docs/tenant.md. */
export const SWITCH_TEXTS: Readonly<Record<keyof Switches, string>> = {
  uniqueNames: "a second customizer of the same name is refused with 400",
  putIgnoresName: "a PUT answers 200 and keeps the old name",
  refuseDeleteWhileLinked: "deleting a linked customizer is refused with 409",
  deleteUnlinks: "deleting a customizer removes its links; if off, the instances keep its id",
  listLagMs: "milliseconds until the listing shows a new customizer",
  readLagMs: "milliseconds until a new customizer can be read by its id",
  pageCap: "maximum length of a listing's page; 0: no maximum below 250",
  ignoreOffset: "every page of a listing starts at the first member",
  refuseOffsetPastEnd: "an offset at or past the end of a listing is refused with 400",
  nullEmptyLists: "an empty page is null",
  instancesUnlisted: "the listing of connector instances is refused with 403",
  refusePatchContentType: "a PATCH of an instance is refused with 415 unless it is application/json",
  badIdIs400: "an unknown id of an instance that is not a UUID answers 400, not 404",
  apiVersions: "paths of other versions answer 404 as a gateway does",
};
