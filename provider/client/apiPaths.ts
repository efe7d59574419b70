import type { ApiVersion } from "../config";
import { IscError } from "./iscError";

/** The most the API gives on one page (its parameter `limit`). */
export const PAGE_SIZE = 250;

/** The collection's path in an API version; `v1` puts the version behind. */
export function customizersPath(version: ApiVersion): string {
  return version === "v1" ? "/connector-customizers/v1" : `/${version}/connector-customizers`;
}

/** Connector instances stand in no published specification; SailPoint's CLI reaches them here, whatever the version. */
export const INSTANCES_PATH = "/beta/connector-instances";

/**
 * The path of one member of a collection. Slashes and the like in the id are encoded.
 *
 * @throws IscError for an id that URL rules would turn into another path (`.`, `..`, empty)
 */
export function memberPath(collection: string, id: string, what: string): string {
  if (id.trim() === "" || id === "." || id === "..") {
    throw new IscError({
      what,
      why: `${JSON.stringify(id)} is not an id`,
      hint: "Use the id that SailPoint shows, a UUID",
    });
  }
  return `${collection}/${encodeURIComponent(id)}`;
}

/** The path of one page of a collection. */
export function pagePath(collection: string, offset: number): string {
  return `${collection}?offset=${offset}&limit=${PAGE_SIZE}`;
}
