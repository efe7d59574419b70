import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { DownloadError, download } from "../../provider/client/download";
import { testProxy } from "../support/testProxy";
import { tlsServer } from "../support/tlsServer";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "download-"));
  path = join(folder, "file");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

async function server(answer: RequestListener) {
  const seen: string[] = [];
  const http = createServer((request, reply) => {
    seen.push(`${request.url} ${request.headers.authorization ?? ""}`);
    answer(request, reply);
  });
  await new Promise<void>((done) => http.listen(0, "127.0.0.1", done));
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return { host: `127.0.0.1:${(http.address() as AddressInfo).port}`, seen };
}

async function failure(uri: string, options = {}): Promise<string> {
  const error = await download(uri, path, options).then(
    () => new Error("it succeeded"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DownloadError);
  return (error as Error).message;
}

describe("a download", () => {
  test("writes the file", async () => {
    const { host } = await server((_, reply) => reply.end("bytes"));
    await download(`http://${host}/a.zip?sig=1`, path);
    expect(await readFile(path, "utf8")).toBe("bytes");
  });

  test("follows redirects, to another host without the user's name and password", async () => {
    const to = await server((_, reply) => reply.end("bytes"));
    const from = await server((_, reply) =>
      reply.writeHead(302, { location: `http://${to.host.replace("127.0.0.1", "localhost")}/b?sig=1` }).end(),
    );
    await download(`http://someone:canary@${from.host}/a`, path);
    expect(await readFile(path, "utf8")).toBe("bytes");
    expect(from.seen[0]).toMatch(/^\/a Basic /);
    expect(to.seen).toEqual(["/b?sig=1 "]);
  });

  test("succeeds after two faults that pass", async () => {
    let requests = 0;
    const { host } = await server((request, reply) => {
      requests++;
      if (requests === 1) {
        reply.writeHead(503).end();
      } else if (requests === 2) {
        request.socket.destroy();
      } else {
        reply.end("bytes");
      }
    });
    await download(`http://${host}/a`, path);
    expect(await readFile(path, "utf8")).toBe("bytes");
  });

  test("may take long as long as bytes arrive", async () => {
    const { host } = await server((_, reply) => {
      const timer = setInterval(() => reply.write("x"), 50);
      setTimeout(() => {
        clearInterval(timer);
        reply.end();
      }, 1_500);
    });
    await download(`http://${host}/a`, path, { stallMs: 1_000 });
    expect((await readFile(path, "utf8")).length).toBeGreaterThan(5);
  });

  test("that stalls fails", async () => {
    const { host, seen } = await server((_, reply) => void reply.write("x"));
    expect(await failure(`http://${host}/a`, { stallMs: 100 })).toContain("no byte arrived for 0.1 s");
    expect(seen).toHaveLength(3);
  });

  test("that is too long fails, once", async () => {
    const { host, seen } = await server((_, reply) => reply.end("x".repeat(11)));
    expect(await failure(`http://${host}/a`, { maxBytes: 10 })).toContain("it is longer than 10 bytes");
    expect(seen).toHaveLength(1);
  });

  test.each([401, 403, 404])("that is refused with %i fails, once", async (status) => {
    const { host, seen } = await server((_, reply) => reply.writeHead(status).end());
    expect(await failure(`http://${host}/a`)).toBe(
      `http://${host}/a could not be downloaded: the answer was ${status}`,
    );
    expect(seen).toHaveLength(1);
  });
});

describe("the error of a download shows scheme, host and path alone", () => {
  test("of the URL", async () => {
    const { host } = await server((_, reply) => reply.writeHead(404).end());
    const message = await failure(
      `http://someone:canary@${host.replace("127.0.0.1", "LOCALHOST")}/a%20b?token=canary#canary`,
    );
    expect(message).toMatch(/^http:\/\/localhost:\d+\/a%20b could not be downloaded/);
    expect(message).not.toMatch(/canary|someone/);
  });

  test.each([
    ["is refused", "http://HOST/b?sig=canary", 403],
    ["leads nowhere", "http://127.0.0.1:9/b?sig=canary", 403],
    ["is malformed", "http://canary:canary@:bad", 403],
    ["has another scheme", "ftp://someone:canary@example.com/canary", 403],
    ["leads to itself", "/a?sig=canary", 302],
  ])("also if a redirect %s", async (_, location, status) => {
    const { host } = await server((request, reply) => {
      const isFirst = request.url === "/a" || status === 302;
      reply.writeHead(isFirst ? 302 : status, { location: location.replace("HOST", request.headers.host ?? "") }).end();
    });
    const message = await failure(`http://${host}/a`);
    expect(message).toContain(`http://${host}/a could not be downloaded: `);
    expect(message).not.toMatch(/canary|someone/);
  });

  test.each(["file:///etc/passwd?canary", "//canary", "canary", "ftp://a:canary@b"])("not of %s", async (uri) => {
    expect(await failure(uri)).toBe("the address of a download is not a URL with https or http");
  });

  test("if the certificate's authority is unknown, with advice", async () => {
    const { port } = await tlsServer();
    const message = await failure(`https://127.0.0.1:${port}/a?sig=canary`);
    expect(message).toContain("NODE_EXTRA_CA_CERTS");
    expect(message).not.toContain("canary");
  });

  test("if nothing listens, and does not blame the API's address", async () => {
    const message = await failure("http://127.0.0.1:9/a?sig=canary");
    expect(message).toMatch(/ECONNREFUSED\). Check the address$/);
  });

  test("if the file cannot be written", async () => {
    const { host } = await server((_, reply) => reply.end("bytes"));
    path = join(folder, "missing", "file");
    expect(await failure(`http://${host}/a?sig=canary`)).toContain("the file could not be written (ENOENT)");
  });
});

describe("a proxy", () => {
  test("is used for https", async () => {
    const proxy = await testProxy(407);
    vi.stubEnv("HTTPS_PROXY", `http://someone:canary@${proxy.address}`);
    const message = await failure("https://files.invalid/a?sig=canary");
    expect(message).toContain(
      `https://files.invalid/a could not be downloaded: the proxy ${proxy.address} answered 407`,
    );
    expect(message).not.toMatch(/canary|someone/);
    expect(proxy.seen).toEqual(["CONNECT files.invalid:443"]);
  });

  test("is used for http", async () => {
    const proxy = await testProxy(200);
    vi.stubEnv("HTTP_PROXY", `someone:pass%2Fword@${proxy.address}`);
    await download("http://files.invalid/a", path);
    expect(await readFile(path, "utf8")).toBe("through the proxy");
    expect(proxy.seen).toEqual(["GET http://files.invalid/a"]);
    expect(proxy.authorizations).toEqual([`Basic ${Buffer.from("someone:pass/word").toString("base64")}`]);
  });

  test("that asks for a password for http is named as such", async () => {
    const proxy = await testProxy(407);
    vi.stubEnv("HTTP_PROXY", proxy.address);
    expect(await failure("http://files.invalid/a")).toContain(
      "the proxy answered 407. Check the environment variable HTTP_PROXY",
    );
    expect(proxy.seen).toHaveLength(1);
  });

  test("is used after a redirect as well", async () => {
    const proxy = await testProxy(403);
    vi.stubEnv("HTTPS_PROXY", proxy.address);
    const { host } = await server((_, reply) =>
      reply.writeHead(302, { location: "https://files.invalid/b?sig=canary" }).end(),
    );
    expect(await failure(`http://${host}/a`)).toContain(`the proxy ${proxy.address} answered 403`);
  });
});
