const USER_INTERFACE = /^([^.]+)\.(identitynow|identitynow-demo)\.com$/;
const API_PATHS = /\/(oauth|connector-customizers|connector-instances|sources|(v3|v20\d\d|beta)\/[^/]+)(\/.*)?$/;

/**
 * Reads `sailpoint:baseUrl`: the origin of the tenant's API, and a path prefix if there is one.
 *
 * @returns the address without a slash at its end
 * @throws Error whose message follows the setting's name, if the text cannot be an API's address
 */
export function parseBaseUrl(text: string): string {
  if (/\/\/[^/]*@/.test(text)) {
    throw new Error("must not carry credentials");
  }
  refusePlaceholder(text);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error("is not a URL");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new Error(`must be an https URL, not ${url.protocol}//`);
  }
  if (url.search || url.hash) {
    throw new Error("must not have a query or a fragment");
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    throw new Error(`must use https: plain http is only for a loopback address, and ${url.hostname} is none`);
  }
  refuseUserInterface(url);
  return url.origin + parsePath(url);
}

/** Whether a URL's host name is this machine's own: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function refusePlaceholder(text: string): void {
  const placeholder = /(\{|%7b|<|\$\()[\w-]*(\}|%7d|>|\))?/i.exec(text)?.[0];
  if (placeholder !== undefined) {
    throw new Error(`holds the placeholder ${placeholder}: put the name of your tenant in its place`);
  }
}

/** The host without `.api.` serves pages for people, and answers every request with one. */
function refuseUserInterface({ hostname }: URL): void {
  const [, tenant, domain] = USER_INTERFACE.exec(hostname) ?? [];
  if (tenant !== undefined) {
    const likely = `https://${tenant === "api" ? "{tenant}" : tenant}.api.${domain}.com`;
    throw new Error(`is not the API's address (it may be the user interface's): did you mean ${likely}?`);
  }
}

function parsePath(url: URL): string {
  const path = url.pathname.replace(/\/+$/, "");
  const resource = API_PATHS.exec(path);
  if (resource) {
    const [likely] = path.slice(0, resource.index).split(/\/(?:v\d+|beta)$/);
    throw new Error(`must not end with a path of the API (${resource[0]}): did you mean ${url.origin}${likely}?`);
  }
  if (/\/(v\d+|beta)$/.test(path)) {
    const version = path.split("/").pop();
    throw new Error(`must not end with an API version (${version}): set it as sailpoint:apiVersion`);
  }
  return path;
}
