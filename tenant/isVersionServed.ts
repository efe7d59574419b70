import type { ApiVersion, Switches } from "./switches";

/** Returns whether the tenant serves the API version that a path names. A path that names none is served. */
export function isVersionServed(path: string, { apiVersions }: Switches): boolean {
  const [, before, behind] = /^\/(v\d+|beta)(?:\/|$)|^\/[^/]+\/(v\d+)(?:\/|$)/.exec(path) ?? [];
  const version = before ?? behind;
  return version === undefined || apiVersions.includes(version as ApiVersion);
}
