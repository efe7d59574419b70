import { test } from "vitest";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { IscClient } from "../provider/client/iscClient";
import { configAt } from "./support/jsonServer";
const PACE = { backoff: { baseMs: 1, capMs: 2 }, patienceMs: 60, lookAgainAfterMs: [] };
const good = [{ id: "c1", name: "Zoë", created: "2026" }];
const J = JSON.stringify(good);
type R = { status?: number; headers?: Record<string, string>; body?: Buffer | string; cut?: boolean };
const cases: Record<string, R> = {
  null: { body: "null" }, "{}": { body: "{}" }, strings: { body: '["a"]' }, "204": { status: 204 }, "200 empty": { body: "" },
  "202": { status: 202, body: J },
  gzip: { body: gzipSync(J), headers: { "content-encoding": "gzip" } },
  "gzip cut": { body: gzipSync(J).subarray(0, 30), headers: { "content-encoding": "gzip" } },
  "gzip claimed": { body: J, headers: { "content-encoding": "gzip" } },
  "gzip unclaimed": { body: gzipSync(J) },
  latin1: { body: Buffer.from(J, "latin1"), headers: { "content-type": "application/json; charset=iso-8859-1" } },
  utf16: { body: Buffer.from("\ufeff" + J, "utf16le"), headers: { "content-type": "application/json; charset=utf-16" } },
  bom: { body: "\ufeff" + J }, trailing: { body: '[{"id":"c1",}]' }, "prefix )]}'": { body: ")]}',\n" + J },
  "error 200": { body: '{"error":"invalid","error_description":"The tenant is asleep"}' },
  "text 200": { body: "Service unavailable" },
  "html json": { body: "<!doctype html><title>Login</title>", headers: { "content-type": "application/json" } },
  "bom html": { body: "\ufeff<!doctype html><title>Login</title>", headers: { "content-type": "application/json" } },
  "comment html": { body: "<!-- x --><meta http-equiv=refresh content='0;url=https://login.example/?token=canary'>" },
  "302": { status: 302, headers: { location: "https://login.example/saml?x=canary" } },
  "303": { status: 303, headers: { location: "/login?x=canary" } }, "307": { status: 307, headers: { location: "//login.example/a" } },
  "302 none": { status: 302 }, "304": { status: 304 }, "300": { status: 300, body: "x" },
  "401 html": { status: 401, body: "<html>sign in" }, "407": { status: 407, body: "Proxy auth required" }, "511": { status: 511, body: "<html>captive" },
  "403 cf": { status: 403, body: "<html>Attention Required! | Cloudflare" }, "403 zscaler": { status: 403, body: "Blocked by policy" },
  "451": { status: 451 }, "429 no": { status: 429, headers: { "retry-after": "99999" } },
  "500 html": { status: 500, body: "<html>x" }, "501": { status: 501, body: "no" }, "505": { status: 505 }, "520": { status: 520, body: "cf" }, "521": { status: 521 }, "530": { status: 530 },
  "404 html": { status: 404, body: "<html>" }, "404 txt": { status: 404, body: "no such route" }, "405": { status: 405 }, "410": { status: 410, body: "gone" }, "413": { status: 413 }, "414": { status: 414 },
  "418 weird": { status: 418, body: "{\"a\":1}" }, "xml": { body: "<?xml version='1.0'?><x/>" }, "ndjson": { body: '{"id":"c1"}\n{"id":"c2"}' }, "number": { body: "7" }, "string json": { body: JSON.stringify(J) },
  dupes: { body: '[{"id":"c1","name":"a"},{"id":"c1","name":"b"}]' }, nested: { body: "[[]]" }, "null member": { body: "[null]" },
  "content-length short": { body: J, headers: { "content-length": "5" } }, "content-length long": { body: J, headers: { "content-length": "500" } },
  "deflate": { body: J, headers: { "content-encoding": "zstd" } }, br: { body: "xx", headers: { "content-encoding": "br" } },
  "999": { status: 999 }, "600": { status: 600, body: "?" },
};
for (const [name, r] of Object.entries(cases)) test(name, async () => {
  let n = 0;
  const s = createServer((q, a) => {
    if (q.url!.startsWith("/oauth") && !process.env["TOK"]) { a.end('{"access_token":"t","expires_in":700}'); return; }
    n++; a.writeHead(r.status ?? 200, r.headers); a.end(r.body ?? "");
  });
  await new Promise<void>((d) => s.listen(0, "127.0.0.1", d));
  const t = performance.now();
  const m = await new IscClient({ ...configAt(`http://127.0.0.1:${(s.address() as any).port}`), retryTimeoutMs: 3000, requestTimeoutMs: 1500 }, undefined, PACE).customizers().then((v) => "OK " + JSON.stringify(v), (e) => e.message + (e.name !== "IscError" ? " !!!" + e.name : ""));
  process.stderr.write(`${name.padEnd(20)} ${n}x ${Math.round(performance.now() - t)}ms ${m}\n`);
  s.closeAllConnections(); s.close();
}, 30000);
