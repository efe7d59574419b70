import { once } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/**
 * Connects to a proxy, with TLS if its URL begins with https.
 *
 * @param signal closes the connection, also later
 */
export async function dialProxy({ protocol, hostname, port }: URL, signal: AbortSignal): Promise<Socket> {
  const host = hostname.replace(/^\[|\]$/g, "");
  const isTls = protocol === "https:";
  const address = { host, port: Number(port || (isTls ? 443 : 80)), signal };
  const socket = isTls ? connectTls({ ...address, servername: isIP(host) ? "" : host }) : connect(address);
  try {
    await once(socket, isTls ? "secureConnect" : "connect", { signal });
  } catch (error) {
    socket.on("error", () => undefined).destroy();
    throw error;
  }
  return socket;
}
