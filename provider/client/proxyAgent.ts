import type { Agent as HttpAgent } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import { isLoopback } from "../baseUrl";

/** Agents for got; empty for a direct connection. */
export interface ProxyAgents {
  https?: HttpsAgent;
  http?: HttpAgent;
}

/** A proxy that cannot be reached, or that refuses to connect to the host. It shows no credentials. */
export class ProxyError extends Error {
  override readonly name = "ProxyError";

  constructor(
    message: string,
    /** `HOST:PORT` of the proxy. */
    readonly address: string,
    readonly code: string,
    /** The status of its answer to CONNECT; undefined if there was none. */
    readonly status: number | undefined,
  ) {
    super(message);
  }
}

/** How long a proxy may take to answer CONNECT. got's own time-outs begin with a socket, which there is none of before. */
const CONNECT_MS = 10_000;
const known = new Map<string, ProxyAgents>();

/**
 * The agents for a URL, after the environment variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`. This machine's
 * own addresses are never reached through a proxy. A proxy without a scheme (`host:port`) is used over http.
 *
 * @throws ProxyError if the variable's value is no URL
 */
export async function proxyAgentsFor(url: string | URL): Promise<ProxyAgents> {
  const { protocol, hostname } = new URL(url);
  if (isLoopback(hostname)) {
    return {};
  }
  const { getProxyForUrl } = await import("proxy-from-env");
  const found = getProxyForUrl(String(url));
  if (!found) {
    return {};
  }
  const proxy = hasScheme(protocol.slice(0, -1)) ? found : found.replace(/^\w+:/, "http:");
  if (!URL.canParse(proxy)) {
    const variable = `${protocol.slice(0, -1).toUpperCase()}_PROXY`;
    throw new ProxyError(`the value of ${variable} is not a URL`, `of ${variable}`, "ERR_INVALID_PROXY", undefined);
  }
  refuseUnusable(new URL(proxy), `${protocol.slice(0, -1).toUpperCase()}_PROXY`);
  const key = `${protocol} ${proxy}`;
  const agents = known.get(key) ?? (await createAgents(protocol, proxy));
  known.set(key, agents);
  return agents;
}

/** @throws ProxyError that shows neither user nor password */
function refuseUnusable({ protocol, username, password }: URL, variable: string): void {
  const refuse = (why: string) => new ProxyError(why, `of ${variable}`, "ERR_INVALID_PROXY", undefined);
  if (protocol !== "http:" && protocol !== "https:") {
    throw refuse(`the value of ${variable} has the scheme ${protocol}//, and only http and https proxies can be used`);
  }
  try {
    decodeURIComponent(`${username}${password}`);
  } catch {
    throw refuse(
      `the user name or password in ${variable} is not percent-encoded: write % as %25, # as %23, @ as %40 and so on`,
    );
  }
}

function hasScheme(protocol: string): boolean {
  const names = [`${protocol}_proxy`, `${protocol}_proxy`.toUpperCase(), "all_proxy", "ALL_PROXY"];
  const value = names.map((name) => process.env[name]).find((text) => text);
  return value?.includes("://") ?? true;
}

async function createAgents(protocol: string, proxy: string): Promise<ProxyAgents> {
  if (protocol === "http:") {
    return { http: await createHttpAgent(new URL(proxy)) };
  }
  const { HttpsProxyAgent } = await import("hpagent");
  const agent = new HttpsProxyAgent({ proxy, keepAlive: true });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = ((options: Parameters<typeof connect>[0], done: (...result: unknown[]) => void) =>
    connect({ ...options, timeout: CONNECT_MS }, (error: Error | null, socket: unknown) =>
      error ? done(proxyErrorOf(error, new URL(proxy))) : done(null, socket),
    )) as typeof agent.createConnection;
  return { https: agent };
}

/** hpagent sends CONNECT for http too, which many proxies refuse for other ports than 443. */
async function createHttpAgent(proxy: URL): Promise<HttpAgent> {
  const { HttpProxyAgent } = await import("http-proxy-agent");
  const credentials = [proxy.username, proxy.password].map(decodeURIComponent).join(":");
  // The agent writes its URL to the log if DEBUG is set, so the credentials are not in it.
  proxy.username = "";
  proxy.password = "";
  const headers: Record<string, string> =
    credentials === ":" ? {} : { "proxy-authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
  return new HttpProxyAgent(proxy, { keepAlive: true, headers }) as unknown as HttpAgent;
}

/** hpagent gives the status in the message alone. */
function proxyErrorOf(error: Error & { code?: string }, proxy: URL): ProxyError {
  const port = proxy.port || (proxy.protocol === "https:" ? "443" : "80");
  const address = `${proxy.hostname}:${port}`;
  if (error.message === "Proxy timeout") {
    const message = `the proxy ${address} did not answer within ${CONNECT_MS / 1_000} s`;
    return new ProxyError(message, address, "ETIMEDOUT", undefined);
  }
  const status = /^Bad response: (\d+)$/.exec(error.message)?.[1];
  return status
    ? new ProxyError(`the proxy ${address} answered ${status}`, address, "ERR_PROXY_REFUSED", Number(status))
    : new ProxyError(`the proxy ${address} failed`, address, error.code ?? "ERR_PROXY", undefined);
}
