import { setTimeout as sleep } from "node:timers/promises";
import type { Context, MiddlewareHandler } from "hono";
import { refuse } from "./errorReplies";
import { isVersionServed } from "./isVersionServed";
import { playAfterWork, playBeforeWork } from "./playFault";
import { readBody } from "./readBody";
import type { RequestLogEntry, Route } from "./requestLog";
import type { TenantEnv, TenantParts } from "./tenantParts";
import { bearerOf } from "./tokens";

/**
 * Middleware of every request to the API: log, API version, latency, rate limit, scripted fault and token check, in the
 * order of a real tenant's gateway.
 */
export function apiRequest(parts: TenantParts, route: Route): MiddlewareHandler<TenantEnv> {
  return async (c, next) => {
    const body = await readBody(c.env.incoming);
    const start = performance.now();
    const entry = newEntry(c, route, body?.length ?? 0);
    parts.requestLog.add(entry);
    c.set("entry", entry);
    const logged = (response: Response) => {
      if (entry.status === "pending") {
        entry.status = response.status;
      }
      entry.durationMs = Math.round(performance.now() - start);
      return response;
    };
    if (!body) {
      return logged(refuse(c, 413, "413 Payload too large", "The request's body is too large."));
    }
    c.set("body", body);
    if (!isVersionServed(c.req.path, parts.switches)) {
      return logged(c.json({ message: "no Route matched with those values" }, 404));
    }
    const token = bearerOf(c.req.header("authorization"));
    const waitSeconds = token && parts.tokens.isGood(token) ? parts.rate?.refusal(token) : undefined;
    if (parts.latencyMs > 0) {
      await sleep(parts.latencyMs);
    }
    if (waitSeconds !== undefined) {
      return logged(c.json({ message: " Rate Limit Exceeded " }, 429, { "retry-after": String(waitSeconds) }));
    }
    const fault = parts.faults.next(entry);
    if (fault) {
      entry.faulted = true;
    }
    const instead = fault && (await playBeforeWork(c, fault, parts.tokens, token));
    if (instead) {
      return logged(instead);
    }
    if (route !== "token" && !(token && parts.tokens.isGood(token))) {
      const error = token ? "JWT validation failed: JWT is expired" : "JWT validation failed: JWT is missing";
      return logged(c.json({ error }, 401));
    }
    await next();
    await parts.saved();
    const changed = fault && (await playAfterWork(c, fault));
    if (changed) {
      // hono would merge the first answer's headers into the second's.
      c.res = undefined;
      c.res = changed;
    }
    logged(c.res);
    return undefined;
  };
}

function newEntry(c: Context<TenantEnv>, route: Route, bytesIn: number): RequestLogEntry {
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
