import type { ApiVersion } from "../config";
import { IscError } from "./iscError";

/** Maximum number of members on one page (the API's parameter `limit`). */
export const PAGE_SIZE = 250;

/** The path of the connector customizers. `v1` has the version at its end. */
export function customizersPath(version: ApiVersion): string {
  return version === "v1" ? "/connector-customizers/v1" : `/${version}/connector-customizers`;
}

/** No published specification has connector instances. SailPoint's CLI finds them here, whatever the API version. */
export const INSTANCES_PATH = "/beta/connector-instances";

/** The path of the sources. `v1` has no sources of its own, so v2025 serves them. */
export function sourcesPath(version: ApiVersion): string {
  return `/${version === "v1" ? "v2025" : version}/sources`;
}

/**
 * The path of one item of a collection. Special characters of the id are encoded.
 *
 * @throws IscError if the id is empty, `.` or `..`, which would make another path
 */
export function itemPath(collection: string, id: string, what: string): string {
  if (id.trim() === "" || id === "." || id === "..") {
    throw new IscError({
      what,
      why: `${JSON.stringify(id)} is not an id`,
      hint: "Use the id that SailPoint shows",
    });
  }
  return `${collection}/${encodeURIComponent(id)}`;
}

/**
 * The path of one page of a collection.
 *
 * @param filter a SailPoint filter expression, if any: `name eq "Payroll"`
 */
export function pagePath(collection: string, offset: number, filter?: string): string {
  const filters = filter === undefined ? "" : `&filters=${encodeURIComponent(filter)}`;
  return `${collection}?offset=${offset}&limit=${PAGE_SIZE}${filters}`;
}

/** The path of the token endpoint. It has no API version. */
export const TOKEN_PATH = "/oauth/token";
