import type { Hono } from "hono";
import type { TenantEnv } from "../tenantParts";

/** Returns a function that lists the methods which the app's routes, as they are now, serve at a path. */
export function allowedMethods(app: Hono<TenantEnv>): (path: string) => string[] {
  const routes = app.routes.map(({ method, path }) => ({
    method,
    test: new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}$`),
  }));
  return (path) => {
    const methods = routes.filter(({ test }) => test.test(path)).map(({ method }) => method);
    return [...new Set(methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])))];
  };
}
