import type { Agent as HttpAgent } from "node:http";
import type { Agent as HttpsAgent } from "node:https";
import { ForwardAgent } from "./forwardAgent";
import { ProxyFaults } from "./proxyFaults";
import { proxyFor } from "./proxyUrl";
import { TunnelAgent } from "./tunnelAgent";

/** Agents for got; empty for a direct connection. */
export interface ProxyAgents {
  https?: HttpsAgent;
  http?: HttpAgent;
}

const known = new Map<string, ProxyAgents>();

/**
 * The agents for a URL: they connect through the proxy that the environment names for it. Their errors are ProxyErrors, except for
 * those of the host's certificate.
 *
 * @param connectMs limit for the proxy's answer, and for the TLS handshake with the host after it, in milliseconds
 * @throws ProxyError if the environment variable's value cannot be used
 */
export async function proxyAgentsFor(url: string | URL, connectMs: number): Promise<ProxyAgents> {
  const proxy = await proxyFor(url);
  if (!proxy) {
    return {};
  }
  const { protocol } = new URL(url);
  const key = `${protocol} ${proxy.variable} ${proxy.url.href} ${connectMs}`;
  const faults = new ProxyFaults(proxy, connectMs);
  const agents =
    known.get(key) ??
    (protocol === "https:"
      ? { https: new TunnelAgent(proxy.url, faults, connectMs) }
      : { http: new ForwardAgent(proxy.url, faults, connectMs) });
  known.set(key, agents);
  return agents;
}
