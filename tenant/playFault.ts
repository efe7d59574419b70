import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context } from "hono";
import type { FaultAction } from "./faults";
import type { TenantEnv } from "./tenantParts";
import type { Tokens } from "./tokens";

/** Statuses whose answers have no body. */
const BODILESS = [204, 205, 304];

type TenantContext = Context<TenantEnv>;

/** Plays the part of a fault that comes before the work. Returns the answer if the work is not to be done. */
export async function playBeforeWork(
  c: TenantContext,
  fault: FaultAction,
  tokens: Tokens,
  token: string | undefined,
): Promise<Response | undefined> {
  if ("resetBefore" in fault) {
    return reset(c);
  }
  if ("hang" in fault) {
    return hang(c);
  }
  if ("delayMs" in fault && fault.before) {
    await sleep(fault.delayMs);
  }
  if ("html" in fault) {
    return htmlPage(fault.html);
  }
  if ("expireToken" in fault) {
    tokens.expire(token ?? "");
    return c.json({ error: "JWT validation failed: JWT is expired" }, 401);
  }
  if ("redirect" in fault) {
    return new Response(null, { status: fault.status ?? 302, headers: { location: fault.redirect } });
  }
  return "status" in fault && !fault.after ? scriptedAnswer(fault) : undefined;
}

/** Plays the part of a fault that comes after the work. Returns the answer that replaces the work's own. */
export async function playAfterWork(c: TenantContext, fault: FaultAction): Promise<Response | undefined> {
  if ("resetAfter" in fault) {
    return reset(c);
  }
  if ("hangAfter" in fault) {
    return hang(c);
  }
  if ("cutBody" in fault) {
    return cutBody(c);
  }
  if ("badJson" in fault) {
    return new Response('{"id": "b07dc4', {
      status: statusWithBody(c),
      headers: { "content-type": "application/json" },
    });
  }
  if ("wrongJson" in fault) {
    return Response.json(fault.wrongJson, { status: statusWithBody(c) });
  }
  if ("delayMs" in fault && !fault.before) {
    await sleep(fault.delayMs);
  }
  return "status" in fault && !("redirect" in fault) && fault.after ? scriptedAnswer(fault) : undefined;
}

function scriptedAnswer(fault: Extract<FaultAction, { body?: unknown }>): Response {
  const { status, body = {}, text = typeof body === "string" ? body : JSON.stringify(body) } = fault;
  const headers = new Headers(fault.headers);
  if (!headers.has("content-type")) {
    headers.set("content-type", fault.text === undefined ? "application/json" : "text/plain; charset=utf-8");
  }
  return new Response(BODILESS.includes(status) ? null : text, { status, headers });
}

function htmlPage(status: number): Response {
  const html = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>The proxy could not answer.</p></body></html>\n`;
  return new Response(html, { status, headers: { "content-type": "text/html" } });
}

/** The status of the work's answer, or 200 if that status allows no body. */
function statusWithBody(c: TenantContext): number {
  return BODILESS.includes(c.res.status) ? 200 : c.res.status;
}

function reset(c: TenantContext): Response {
  c.get("entry").status = "reset";
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

async function hang(c: TenantContext): Promise<Response> {
  c.get("entry").status = "hang";
  await new Promise((done) => c.env.incoming.socket.once("close", done));
  return RESPONSE_ALREADY_SENT;
}

async function cutBody(c: TenantContext): Promise<Response> {
  c.get("entry").status = "reset";
  const body = Buffer.from(await c.res.arrayBuffer());
  const { outgoing } = c.env;
  outgoing.writeHead(statusWithBody(c), {
    "content-type": "application/json",
    "content-length": Math.max(body.length, 20),
  });
  await new Promise((done) => outgoing.write(body.subarray(0, Math.floor(body.length / 2)).toString() || " ", done));
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
