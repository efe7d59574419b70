import { isLoopback } from "../../baseUrl";
import { isInNoProxy } from "./noProxy";

/**
 * Advice for a host that cannot be reached directly, because the network may need a proxy. It shows no value of the environment.
 *
 * @returns undefined for this machine's own addresses, which are never reached through a proxy
 */
export function proxyAdvice(target: string | URL): string | undefined {
  const url = new URL(target);
  if (isLoopback(url.hostname)) {
    return undefined;
  }
  const variable = url.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  if (isSet(variable) || isSet("ALL_PROXY")) {
    return isInNoProxy(url) ? `NO_PROXY leaves the proxy out for ${url.hostname}` : undefined;
  }
  const onlyHttp = variable === "HTTPS_PROXY" && isSet("HTTP_PROXY");
  return `If this network needs a proxy, set ${variable}${onlyHttp ? ": HTTP_PROXY is not used for https" : ""}`;
}

function isSet(variable: string): boolean {
  return [variable, variable.toLowerCase()].some((name) => (process.env[name] ?? "").trim() !== "");
}
