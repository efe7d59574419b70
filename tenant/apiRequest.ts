import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { refuse } from "./errorReplies";
import type { FaultAction } from "./faults";
import type { RequestLogEntry, Route } from "./requestLog";
import type { TenantEnv, TenantParts } from "./tenantParts";
import { bearerOf } from "./tokens";

type TenantContext = Context<TenantEnv>;

const KEPT_REQUESTS = 50_000;
const MAX_BODY_BYTES = 256 * 1024 * 1024;

/**
 * What every request to the API passes before its work is done: log, latency, body, rate limit, scripted fault and token,
 * in the order a real tenant's gateway would have them.
 */
export function apiRequest(parts: TenantParts, route: Route): MiddlewareHandler<TenantEnv> {
  return async (c, next) => {
    const body = await readBody(c);
    const entry = logged(c, route, body?.length ?? 0);
    keep(parts, entry);
    c.set("entry", entry);
    if (!body) {
      return finish(c, refuse(c, 413, "413 Payload too large", "The request's body is too large."));
    }
    c.set("body", body);
    const token = bearerOf(c.req.header("authorization"));
    const waitSeconds = token && parts.tokens.isGood(token) ? parts.rate?.refusal(token) : undefined;
    if (parts.latencyMs > 0) {
      await sleep(parts.latencyMs);
    }
    if (waitSeconds !== undefined) {
      return finish(c, c.json({ message: " Rate Limit Exceeded " }, 429, { "retry-after": String(waitSeconds) }));
    }
    const fault = parts.faults.next(route, c.req.method);
    const answered = fault && (await before(c, fault, parts, token));
    if (answered) {
      return finish(c, answered);
    }
    if (route !== "token" && !(token && parts.tokens.isGood(token))) {
      const error = token ? "JWT validation failed: JWT is expired" : "JWT validation failed: JWT is missing";
      return finish(c, c.json({ error }, 401));
    }
    await next();
    await parts.stored();
    const changed = fault && (await after(c, fault));
    if (changed) {
      // hono would merge the first answer's headers into the second's.
      c.res = undefined;
      c.res = changed;
    }
    finish(c, c.res);
    return undefined;
  };
}

/** A tenant that runs for days forgets its oldest requests. */
function keep({ requests }: TenantParts, entry: RequestLogEntry): void {
  requests.push(entry);
  if (requests.length > 2 * KEPT_REQUESTS) {
    requests.splice(0, KEPT_REQUESTS);
  }
}

function finish(c: TenantContext, response: Response): Response {
  const entry = c.get("entry");
  if (entry.status === "pending") {
    entry.status = response.status;
  }
  return response;
}

function logged(c: TenantContext, route: Route, bytesIn: number): RequestLogEntry {
  const [path = "", query = ""] = (c.env.incoming.url ?? "").split("?");
  return {
    at: Date.now(),
    method: c.req.method,
    path,
    query,
    route,
    status: "pending",
    bytesIn,
    userAgent: c.req.header("user-agent") ?? "",
    contentType: c.req.header("content-type") ?? "",
  };
}

async function readBody(c: TenantContext): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of c.env.incoming) {
    length += (chunk as Buffer).length;
    if (length <= MAX_BODY_BYTES) {
      chunks.push(chunk as Buffer);
    }
  }
  return length > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks);
}

async function before(
  c: TenantContext,
  fault: FaultAction,
  parts: TenantParts,
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
    return page(fault.html);
  }
  if ("expireToken" in fault) {
    parts.tokens.expire(token ?? "");
    return c.json({ error: "JWT validation failed: JWT is expired" }, 401);
  }
  if ("redirect" in fault) {
    return new Response(null, { status: fault.status ?? 302, headers: { location: fault.redirect } });
  }
  return "status" in fault && !fault.after ? scripted(fault) : undefined;
}

async function after(c: TenantContext, fault: FaultAction): Promise<Response | undefined> {
  if ("resetAfter" in fault) {
    return reset(c);
  }
  if ("hangAfter" in fault) {
    return hang(c);
  }
  if ("cutBody" in fault) {
    return cut(c);
  }
  if ("badJson" in fault) {
    return new Response('{"id": "b07dc4', { status: withBody(c), headers: { "content-type": "application/json" } });
  }
  if ("wrongJson" in fault) {
    return Response.json(fault.wrongJson, { status: withBody(c) });
  }
  if ("delayMs" in fault && !fault.before) {
    await sleep(fault.delayMs);
  }
  return "status" in fault && !("redirect" in fault) && fault.after ? scripted(fault) : undefined;
}

function scripted(fault: Extract<FaultAction, { body?: unknown }>): Response {
  const text = typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body ?? {});
  return new Response(fault.status === 204 ? null : text, {
    status: fault.status,
    headers: { "content-type": "application/json", ...fault.headers },
  });
}

function page(status: number): Response {
  const html = `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>${status}</h1><p>The proxy could not answer.</p></body></html>\n`;
  return new Response(html, { status, headers: { "content-type": "text/html" } });
}

function reset(c: TenantContext): Response {
  c.get("entry").status = "reset";
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

/** The status of the answer, where one with a body takes its place. */
function withBody(c: TenantContext): number {
  return c.res.status === 204 ? 200 : c.res.status;
}

async function hang(c: TenantContext): Promise<Response> {
  c.get("entry").status = "hang";
  await new Promise((done) => c.env.incoming.socket.once("close", done));
  return RESPONSE_ALREADY_SENT;
}

async function cut(c: TenantContext): Promise<Response> {
  c.get("entry").status = "reset";
  const body = Buffer.from(await c.res.arrayBuffer());
  const { outgoing } = c.env;
  outgoing.writeHead(withBody(c), { "content-type": "application/json", "content-length": Math.max(body.length, 20) });
  await new Promise((done) => outgoing.write(body.subarray(0, Math.floor(body.length / 2)).toString() || " ", done));
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
