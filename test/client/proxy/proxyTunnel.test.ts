import { afterEach, describe, expect, test, vi } from "vitest";
import { IscClient } from "../../../provider/client/iscClient";
import type { IscError } from "../../../provider/client/iscError";
import { SILENT } from "../../../provider/client/log";
import type { ProviderConfig } from "../../../provider/config";
import { configAt } from "../../support/jsonServer";
import { rawServer } from "../../support/rawServer";
import { testProxy } from "../../support/testProxy";
import { tlsServer } from "../../support/tlsServer";

const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };
const ACCEPTED = "HTTP/1.1 200 Connection established\r\n\r\n";

afterEach(() => vi.unstubAllEnvs());

function useProxy(value: string, variable = "HTTPS_PROXY"): void {
  for (const name of ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"]) {
    vi.stubEnv(name, "");
    vi.stubEnv(name.toLowerCase(), "");
  }
  vi.stubEnv(variable, value);
}

async function failureAt(baseUrl: string, changes: Partial<ProviderConfig> = {}): Promise<IscError> {
  const listing = new IscClient({ ...configAt(baseUrl), ...changes }, SILENT, PACE).customizers();
  return listing.then(
    () => {
      throw new Error("it succeeded");
    },
    (error: IscError) => error,
  );
}

describe("a proxy that answers 200 to CONNECT", () => {
  test.each([
    ["in the same packet", (socket: { write(text: string): void }) => socket.write(`${ACCEPTED}<html>Log in</html>`)],
    [
      "after it",
      (socket: { write(text: string): void }) => {
        socket.write(ACCEPTED);
        setTimeout(() => socket.write("<html>Log in</html>"), 100);
      },
    ],
  ])("and sends no TLS %s is named at once", async (_, answer) => {
    const proxy = await rawServer(answer);
    useProxy(`http://someone:canary@${proxy.address}`);
    const { message, ambiguous } = await failureAt("https://tenant.invalid");
    expect(message).toContain(`the proxy ${proxy.address} answered 200 to CONNECT and then sent no TLS`);
    expect(message).toContain("HTTPS_PROXY");
    expect(message).not.toMatch(/canary|someone/);
    expect(ambiguous).toBe(false);
    expect(proxy.connections).toBe(1);
  });

  test.each([
    ["closes", (socket: { end(text: string): void }) => socket.end(ACCEPTED)],
    [
      "resets",
      (socket: { write(text: string): void; resetAndDestroy(): void }) => {
        socket.write(ACCEPTED);
        setTimeout(() => socket.resetAndDestroy(), 100);
      },
    ],
  ])("and %s is named, after the usual repetitions", async (_, answer) => {
    const proxy = await rawServer(answer);
    useProxy(`http://someone:canary@${proxy.address}`);
    const { message } = await failureAt("https://tenant.invalid");
    expect(message).toContain(`the proxy ${proxy.address} answered 200 to CONNECT and then closed the connection`);
    expect(message).not.toMatch(/canary|someone/);
    expect(proxy.connections).toBeGreaterThanOrEqual(3);
  });

  test("and says nothing is named after the limit for connections", async () => {
    const proxy = await rawServer((socket) => socket.write(ACCEPTED));
    useProxy(`http://someone:canary@${proxy.address}`);
    const { message } = await failureAt("https://tenant.invalid", { requestTimeoutMs: 500 });
    expect(message).toContain(
      `the proxy ${proxy.address} answered 200 to CONNECT and then did not answer within 0.5 s`,
    );
    expect(message).not.toMatch(/canary|someone/);
  });

  test("and closes is named with the variable if retryTimeout ends first", async () => {
    const proxy = await rawServer((socket) => socket.end(ACCEPTED));
    useProxy(proxy.address);
    const error = await failureAt("https://tenant.invalid", { retryTimeoutMs: 1 });
    expect(error.message).toContain(
      `within 0.1 s; last, the proxy ${proxy.address} answered 200 to CONNECT and then closed the connection`,
    );
    expect(error.message).toContain("Check the environment variable HTTPS_PROXY. Try again later");
    expect(error.message).toContain("sailpoint:retryTimeout");
    expect(error.networkCode).toBe("ECONNRESET");
  });

  test("and connects to a host with an unknown authority is not blamed", async () => {
    const { port } = await tlsServer();
    const proxy = await testProxy(200);
    useProxy(`http://${proxy.address}`);
    const { message } = await failureAt(`https://tenant.invalid:${port}`);
    expect(message).toContain("the server's certificate is signed by an unknown certificate authority");
    expect(proxy.seen).toHaveLength(1);
  });
});

describe("a proxy that does not get as far as an answer to CONNECT is named", () => {
  test("if it does not speak HTTP, at once", async () => {
    const proxy = await rawServer((socket) => socket.write("SSH-2.0-OpenSSH\r\n\r\n"));
    useProxy(proxy.address);
    const { message } = await failureAt("https://tenant.invalid");
    expect(message).toContain(`the proxy ${proxy.address} answered CONNECT with something that is not HTTP`);
    expect(proxy.connections).toBe(1);
  });

  test("if it closes the connection", async () => {
    const proxy = await rawServer((socket) => socket.end());
    useProxy(proxy.address);
    const { message } = await failureAt("https://tenant.invalid");
    expect(message).toContain(`the proxy ${proxy.address} closed the connection and did not answer`);
  });

  test("if https is meant for a proxy that expects http, at once", async () => {
    const proxy = await testProxy(200);
    useProxy(`https://${proxy.address}`);
    const { message } = await failureAt("https://tenant.invalid");
    expect(message).toContain(`the proxy ${proxy.address} cannot be reached over TLS`);
    expect(message).toContain("may expect http");
  });

  test("with the variable that names it", async () => {
    const proxy = await testProxy(403);
    useProxy(proxy.address, "all_proxy");
    const { message } = await failureAt("https://tenant.invalid");
    expect(message).toContain(
      "Check the environment variable ALL_PROXY, and that the proxy allows the host tenant.invalid",
    );
  });
});

test("a proxy whose realm alone speaks of Basic asks for another login", async () => {
  const proxy = await rawServer((socket) =>
    socket.end(
      'HTTP/1.1 407 No\r\nProxy-Authenticate: Digest realm="Basic login", nonce="a"\r\nContent-Length: 0\r\n\r\n',
    ),
  );
  useProxy(proxy.address);
  expect((await failureAt("https://tenant.invalid")).message).toContain("asks for Digest, and only Basic");
});

test("a proxy that asks for another login than Basic is an error that says so", async () => {
  const proxy = await rawServer((socket) =>
    socket.end(
      "HTTP/1.1 407 No\r\nProxy-Authenticate: Negotiate\r\nProxy-Authenticate: NTLM\r\nContent-Length: 0\r\n\r\n",
    ),
  );
  useProxy(`http://someone:canary@${proxy.address}`);
  const { message } = await failureAt("https://tenant.invalid");
  expect(message).toContain(`the proxy ${proxy.address} answered 407. Check the environment variable HTTPS_PROXY`);
  expect(message).toContain("asks for Negotiate or NTLM, and only Basic");
  expect(message).not.toMatch(/canary|someone/);
  expect(proxy.connections).toBe(1);
});

describe("a password with a special character that is not percent-encoded", () => {
  test.each(["p/canary", "1#canary", "1?canary", "can%ZZary"])("%s is refused and not shown", async (password) => {
    useProxy(`http://someone:${password}@127.0.0.1:9`);
    const { message } = await failureAt("https://tenant.invalid");
    expect(message).toContain("the user name or password in HTTPS_PROXY is not percent-encoded");
    expect(message).not.toMatch(/canary|someone/);
  });
});

describe("HTTP_PROXY", () => {
  test("that is not there is named", async () => {
    useProxy("http://someone:canary@127.0.0.1:9", "HTTP_PROXY");
    const { message } = await failureAt("http://tenant.invalid");
    expect(message).toContain("the proxy 127.0.0.1:9 cannot be used (ECONNREFUSED)");
    expect(message).toContain("HTTP_PROXY");
    expect(message).not.toMatch(/canary|someone/);
  });

  test("that does not finish connecting is named after the limit for connections", async () => {
    const silent = await rawServer(() => undefined);
    useProxy(`https://${silent.address}`, "HTTP_PROXY");
    const { message } = await failureAt("http://tenant.invalid", { requestTimeoutMs: 500 });
    expect(message).toContain(`the proxy ${silent.address} did not answer within 0.5 s`);
  });

  test("gets the request as it is", async () => {
    const proxy = await testProxy(404);
    useProxy(`http://someone:word@${proxy.address}`, "HTTP_PROXY");
    await failureAt("http://tenant.invalid");
    expect(proxy.seen).toEqual(["POST http://tenant.invalid/oauth/token"]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from("someone:word").toString("base64")}`]);
  });
});
