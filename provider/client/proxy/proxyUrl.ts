import { isLoopback } from "../../baseUrl";
import { isInNoProxy } from "./noProxy";
import { ProxyError } from "./proxyError";

/** A proxy that the environment names. */
export interface NamedProxy {
  readonly url: URL;
  /** The environment variable, in capitals: `HTTPS_PROXY`. */
  readonly variable: string;
}

const WRITE_IT_AS = "Write it as http://host:port or http://user:password@host:port";

/**
 * The proxy for a URL, after `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`; undefined if there is none. This machine's own
 * addresses are never reached through a proxy. A value without a scheme (`host:port`) means http.
 *
 * @throws ProxyError if the variable's value cannot be used. The message does not show the value
 */
export async function proxyFor(target: string | URL): Promise<NamedProxy | undefined> {
  const url = new URL(target);
  if (isLoopback(url.hostname) || isInNoProxy(url)) {
    return undefined;
  }
  const { getProxyForUrl } = await import("proxy-from-env");
  const found = getProxyForUrl(url.href);
  if (!found) {
    return undefined;
  }
  const { variable, value } = variableFor(url.protocol.slice(0, -1));
  if (value === "") {
    return undefined;
  }
  const text = value.includes("://") ? value : `http://${value}`;
  return { url: parseProxyUrl(text, variable), variable };
}

function variableFor(protocol: string): { readonly variable: string; readonly value: string } {
  const names = [`${protocol}_proxy`, `${protocol}_proxy`.toUpperCase(), "all_proxy", "ALL_PROXY"];
  const name = names.find((candidate) => process.env[candidate]) ?? "";
  return { variable: name.toUpperCase(), value: process.env[name]?.trim() ?? "" };
}

function parseProxyUrl(text: string, variable: string): URL {
  const refuse = (why: string) =>
    new ProxyError(why, { code: "ERR_INVALID_PROXY", transient: false, hint: WRITE_IT_AS });
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const notEncoded =
    `the user name or password in ${variable} is not percent-encoded: write % as %25, # as %23, @ as %40, / as %2F, \\ as %5C, ? as ` +
    "%3F and so on";
  // A URL takes a backslash for a slash, which ends the host.
  if (text.includes("\\")) {
    throw refuse(notEncoded);
  }
  if (url && url.protocol !== "http:" && url.protocol !== "https:") {
    throw refuse(
      `the value of ${variable} has the scheme ${url.protocol}//, and only http and https proxies can be used`,
    );
  }
  // A special character of a password ends the host, so an @ comes after it.
  if (/^\w+:\/\/[^@]*[/?#][^@]*@/.test(text)) {
    throw refuse(notEncoded);
  }
  if (!url) {
    throw refuse(`the value of ${variable} is not a URL`);
  }
  try {
    decodeURIComponent(`${url.username}${url.password}`);
  } catch {
    throw refuse(notEncoded);
  }
  return url;
}
