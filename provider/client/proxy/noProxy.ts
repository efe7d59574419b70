import { BlockList, isIP } from "node:net";

/**
 * Whether `NO_PROXY` covers a URL in a form that proxy-from-env does not know, and that curl and Go do: a domain without a leading dot
 * covers its subdomains, and a network in CIDR notation covers its addresses.
 */
export function isInNoProxy({ hostname, port, protocol }: URL): boolean {
  const host = bare(hostname);
  const ownPort = port || (protocol === "https:" ? "443" : "80");
  const entries = (process.env["no_proxy"] || process.env["NO_PROXY"] || "").toLowerCase().split(/[\s,]+/);
  return entries.some((entry) => {
    const [network = "", bits, ...more] = entry.split("/");
    if (bits !== undefined) {
      return more.length === 0 && holds(bare(network), Number(bits), host);
    }
    const [, name = "", entryPort] = /^(\[.*\]|[^:]*|.*:.*:.*?)(?::(\d+))?$/.exec(entry) ?? [];
    const domain = bare(name).replace(/^\*?\./, "");
    const isCovered = host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
    return domain !== "" && isCovered && (entryPort === undefined || entryPort === ownPort);
  });
}

function bare(host: string): string {
  return host.replace(/^\[|\]$|\.$/g, "");
}

function holds(network: string, bits: number, host: string): boolean {
  const family = isIP(network);
  const max = family === 6 ? 128 : 32;
  if (family === 0 || isIP(host) !== family || !Number.isInteger(bits) || bits < 0 || bits > max) {
    return false;
  }
  const type = family === 6 ? "ipv6" : "ipv4";
  const list = new BlockList();
  list.addSubnet(network, bits, type);
  return list.check(host, type);
}
