import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

interface CertificateDates {
  readonly valid_from?: string;
  readonly valid_to?: string;
}

/**
 * Adds the server's certificate to the error of a handshake that fails because of its dates, as Node.js does for a wrong host
 * name (`cert`). After the handshake, the socket no longer shows it.
 */
export function keepCertificate(socket: Socket): void {
  if (!(socket instanceof TLSSocket)) {
    return;
  }
  // Node.js checks the certificate in its own listener of this event.
  socket.prependOnceListener("secure", () => {
    const { valid_from, valid_to } = socket.getPeerCertificate();
    socket.prependOnceListener("error", (error) => {
      Object.assign(error, { cert: { valid_from, valid_to } });
    });
  });
}

/** Explains a certificate whose dates do not fit: its dates, if the error has them, and this machine's clock. */
export function describeDates(code: string, error: unknown): string {
  const what = code === "CERT_NOT_YET_VALID" ? "a certificate is not valid yet" : "a certificate has expired";
  const { valid_from, valid_to } = (error as { cert?: CertificateDates } | undefined)?.cert ?? {};
  const dates = valid_from && valid_to ? `the server's is valid from ${iso(valid_from)} to ${iso(valid_to)}, and ` : "";
  return `${what} (${code}): ${dates}this machine's clock shows ${iso(Date.now())}`;
}

function iso(time: string | number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? String(time) : `${date.toISOString().slice(0, 19)}Z`;
}
