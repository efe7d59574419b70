import { ADD_AUTHORITY, tlsFaultOf } from "../tlsFaults";
import { ProxyError } from "./proxyError";
import type { NamedProxy } from "./proxyUrl";

/** An error of Node.js. */
type Fault = Error & { readonly code?: string };

/** What went wrong at a proxy, as errors which name it. Its user name and password are in none of them. */
export class ProxyFaults {
  readonly #address: string;
  readonly #limit: string;
  readonly #check: string;

  constructor({ url, variable }: NamedProxy, connectMs: number) {
    this.#address = `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
    this.#limit = `${connectMs / 1_000} s`;
    this.#check = `Check the environment variable ${variable}`;
  }

  /** The proxy could not be reached, or it did not answer CONNECT. */
  unreachable(error: Fault): ProxyError {
    const { code = "ERR_PROXY", message } = error;
    if (error.name === "AbortError") {
      return this.#passing(`did not answer within ${this.#limit}`, "ETIMEDOUT");
    }
    const tls = tlsFaultOf({ code, message });
    if (tls === "authority") {
      return this.#lasting(
        `has a certificate of an unknown certificate authority (${code})`,
        code,
        `${ADD_AUTHORITY}. ${this.#check}`,
      );
    }
    if (tls === "certificate" || tls === "dates") {
      const clock = tls === "dates" ? `${this.#check}, and this machine's clock` : this.#check;
      return this.#lasting(`cannot be reached over TLS (${code})`, code, clock);
    }
    if (tls) {
      const hint = `${this.#check}: its value begins with https, and the proxy may expect http`;
      return this.#lasting(`cannot be reached over TLS (${code})`, code, hint);
    }
    if (code.startsWith("HPE_")) {
      return this.#lasting(`answered CONNECT with something that is not HTTP (${code})`, code);
    }
    return code === "ECONNRESET"
      ? this.#passing(`closed the connection and did not answer (${code})`, code)
      : this.#passing(`cannot be used (${code})`, code);
  }

  /** The proxy answered CONNECT with another status than 200. */
  refused(status: number, target: string, authenticate = ""): ProxyError {
    const schemes = authenticate.match(/(?<=^|,\s*)(Basic|Digest|Negotiate|NTLM|Kerberos|Bearer)(?=[\s,]|$)/gi) ?? [];
    const advice: Readonly<Record<number, string>> = {
      403: `, and that the proxy allows the host ${target}`,
      407: ", with its user name and password",
    };
    const needsOther = status === 407 && schemes.length > 0 && !schemes.some((scheme) => /^basic$/i.test(scheme));
    const hint = needsOther
      ? `${this.#check}. The proxy asks for ${[...new Set(schemes)].join(" or ")}, and only Basic (a user name and a password) can ` +
        "be used: name a local proxy that logs in for you, or ask for an exception for this machine"
      : `${this.#check}${advice[status] ?? ""}`;
    const transient = status >= 500;
    return new ProxyError(`the proxy ${this.#address} answered ${status}`, {
      code: "ERR_PROXY_REFUSED",
      transient,
      hint,
    });
  }

  /** The proxy answered 200 to CONNECT, and bytes came that are no TLS. */
  notTls(target: string, code: string): ProxyError {
    const hint = `${this.#check}, and that the proxy allows ${target}`;
    return this.#lasting(`answered 200 to CONNECT and then sent no TLS (${code})`, code, hint);
  }

  /** The proxy answered 200 to CONNECT. What the host's certificate or the host itself causes stays as it is. */
  inTunnel(error: Fault, target: string): Error {
    const { code = "ECONNRESET", message } = error;
    if (error.name === "AbortError") {
      return this.#passing(`answered 200 to CONNECT and then did not answer within ${this.#limit}`, "ETIMEDOUT");
    }
    const tls = tlsFaultOf({ code, message });
    if (tls === "notTls" || (tls === "other" && !/alert/i.test(`${code} ${message}`))) {
      return this.notTls(target, code);
    }
    return tls ? error : this.#passing(`answered 200 to CONNECT and then closed the connection (${code})`, code);
  }

  #passing(what: string, code: string): ProxyError {
    return new ProxyError(`the proxy ${this.#address} ${what}`, { code, transient: true, hint: this.#check });
  }

  #lasting(what: string, code: string, hint = this.#check): ProxyError {
    return new ProxyError(`the proxy ${this.#address} ${what}`, { code, transient: false, hint });
  }
}
