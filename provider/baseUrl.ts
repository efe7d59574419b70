import { API_VERSIONS } from "./apiVersions";

/** Hosts of SailPoint's pages for people: the API's host has `.api.` in its name. */
const USER_INTERFACE = [
  /^(?:([^.]+)\.)?(identitynow\.com|identitynow-demo\.com|cloud\.sailpoint\.com)$/,
  /^(?:([^.]+)\.)?login\.sailpoint\.com$/,
  /^(?:(developer|www)\.)?sailpoint\.com$/,
];
const TENANT = "{tenant}";
/** A path prefix may hold any word. What comes after an API version, or is an operation itself, is no prefix. */
const API_PATHS =
  /\/(oauth\/token|connector-customizers(\/.*)?|connector-instances(\/.*)?|sources|(v3|v20\d\d|beta)\/[^/]+(\/.*)?|cc\/api(\/.*)?|ui(\/.*)?)$/i;

/** A text that cannot be an API's address. */
class BaseUrlProblem extends Error {
  /** @param likely what may be meant. It may have further problems, and is shown only without them */
  constructor(
    message: string,
    readonly likely?: string,
  ) {
    super(message);
  }
}

/** A text may have as many problems, one behind the other. */
const MAX_PROBLEMS = 6;

/**
 * Reads `sailpoint:baseUrl`: the origin of the tenant's API, and a path prefix if there is one.
 *
 * @returns the address without a slash at its end
 * @throws Error whose message follows the setting's name, if the text cannot be an API's address. An address that it suggests is
 * one that this function accepts, after the tenant's name is filled in
 */
export function parseBaseUrl(text: string): string {
  try {
    return parseOnce(text);
  } catch (error) {
    const { message, likely } = error as BaseUrlProblem;
    const suggestion = acceptedFrom(likely);
    throw new Error(suggestion === undefined ? message : `${message}: did you mean ${suggestion}?`);
  }
}

function acceptedFrom(likely: string | undefined): string | undefined {
  let candidate = likely;
  for (let problems = 0; candidate !== undefined && problems < MAX_PROBLEMS; problems++) {
    if (candidate.includes(TENANT)) {
      return candidate;
    }
    try {
      return parseOnce(candidate);
    } catch (error) {
      candidate = (error as BaseUrlProblem).likely;
    }
  }
  return undefined;
}

function parseOnce(text: string): string {
  if (/\/\/[^/]*@/.test(text)) {
    throw new BaseUrlProblem("must not carry credentials");
  }
  refusePlaceholder(text);
  if (/^https?:\/\/https?:/i.test(text)) {
    throw new BaseUrlProblem("has its scheme twice", text.replace(/^https?:\/\//i, ""));
  }
  if (!URL.canParse(text)) {
    throw new BaseUrlProblem("is not a URL", likelyUrl(text));
  }
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new BaseUrlProblem(`must be an https URL, not ${url.protocol}//`);
  }
  if (url.search || url.hash) {
    throw new BaseUrlProblem("must not have a query or a fragment", url.origin + url.pathname);
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new BaseUrlProblem(
      `must use https (plain http is only for a loopback address, and ${url.hostname} is none)`,
      `https://${url.host}${url.pathname}`,
    );
  }
  if (url.username || url.password) {
    throw new BaseUrlProblem("must not carry credentials");
  }
  refuseUserInterface(url);
  refuseMistakes(url);
  return url.origin + parsePath(url);
}

/** Whether a URL's host name is this machine's own: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function refusePlaceholder(text: string): void {
  const braces = /(\$?\{|\$?%7b|<|\[|\$\(?)[\w -]*(\}|%7d|>|\]|\))?/i;
  const words = /%tenant%|(?<=[/.]):?(your[-_]?)?tenant(?=\.)/i;
  const placeholder = text.includes("[::1]") ? undefined : (braces.exec(text) ?? words.exec(text))?.[0];
  if (placeholder === undefined) {
    return;
  }
  throw new BaseUrlProblem(
    /version/i.test(placeholder)
      ? `holds the placeholder ${placeholder}: leave the API version out, and set it as sailpoint:apiVersion`
      : `holds the placeholder ${placeholder}: put the name of your tenant in its place`,
  );
}

/** The host without `.api.` serves pages for people, and answers every request with one. */
function refuseUserInterface({ hostname }: URL): void {
  const host = hostname.replace(/\.$/, "");
  if (host.includes("..")) {
    throw new BaseUrlProblem(`has an empty part in its host name, ${hostname}`);
  }
  const found = USER_INTERFACE.map((pattern) => pattern.exec(host)).find((match) => match !== null);
  if (found) {
    const [, tenant = TENANT, domain = "identitynow.com"] = found;
    const name = ["api", "www", "login", "developer", "cloud"].includes(tenant) ? TENANT : tenant;
    throw new BaseUrlProblem(
      "is not the API's address (it may be the user interface's)",
      `https://${name}.api.${domain}`,
    );
  }
}

/** The address that a text without a scheme, in quotes, or with the tenant's name alone may mean. */
function likelyUrl(text: string): string | undefined {
  const bare = text.replace(/^["'`\s]+|["'`\s]+$/g, "").replace(/^(https?)?:?\/+/i, "");
  if (/^[\w-]+(\.[\w-]+)+(:\d+)?(\/|$)/.test(bare)) {
    return `https://${bare}`;
  }
  return /^[a-z\d][a-z\d-]*$/i.test(bare) ? `https://${bare}.api.identitynow.com` : undefined;
}

function refuseMistakes(url: URL): void {
  const { hostname } = url;
  if (!/^([\w.-]+|\[[\da-f:.]+\])$/.test(hostname)) {
    throw new BaseUrlProblem(`has a character in its host name that no host has: ${hostname}`);
  }
  const own = /^([^.]+)(\.[^/]*)?\.api\.(identitynow(?:-demo)?\.com)$/.exec(hostname);
  if (own?.[2] === ".api" || own?.[2]?.endsWith(`.${own[3]}`)) {
    throw new BaseUrlProblem("has a part of the host name twice", `https://${own[1]}.api.${own[3]}`);
  }
  // Prefixes belong to gateways in front of the API.
  if (own && parsePath(url) !== "") {
    throw new BaseUrlProblem(`must not have a path (${url.pathname})`, url.origin);
  }
}

function parsePath(url: URL): string {
  const path = url.pathname.replace(/\/+$/, "");
  const resource = API_PATHS.exec(path);
  if (resource) {
    const [likely] = path.slice(0, resource.index).split(/\/(?:v\d+|beta)$/);
    throw new BaseUrlProblem(`must not end with a path of the API (${resource[0]})`, `${url.origin}${likely}`);
  }
  const [, prefix, version] = /^(.*)\/(v\d+|beta)$/i.exec(path) ?? [];
  if (version !== undefined) {
    const isKnown = API_VERSIONS.some((known) => known === version.toLowerCase());
    const advice = isKnown ? "set it as sailpoint:apiVersion" : `leave it out; ${version} is no sailpoint:apiVersion`;
    throw new BaseUrlProblem(`must not end with an API version (${version}; ${advice})`, `${url.origin}${prefix}`);
  }
  return path;
}
