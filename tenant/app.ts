import { type Context, Hono } from "hono";
import { apiRequest } from "./apiRequest";
import { notFound, refuse } from "./errorReplies";
import { pageRoutes } from "./page/pageRoutes";
import { allowedMethods } from "./routes/allowedMethods";
import { controlRoutes } from "./routes/controlRoutes";
import { customizerRoutes } from "./routes/customizerRoutes";
import { editRoutes } from "./routes/editRoutes";
import { instanceRoutes } from "./routes/instanceRoutes";
import { issueToken } from "./routes/issueToken";
import { sourceRoutes } from "./routes/sourceRoutes";
import type { TenantEnv, TenantParts } from "./tenantParts";

const VERSIONED = ["v2024", "v2025", "v2026"] as const;

/** Builds the HTTP application of one tenant: every route that it serves. */
export function createApp(parts: TenantParts): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>({ getPath: (request) => new URL(request.url).pathname });

  app.post("/oauth/token", apiRequest(parts, "token"), (c) => issueToken(c, parts));
  for (const version of VERSIONED) {
    customizerRoutes(app, parts, `/${version}/connector-customizers`, 201);
  }
  customizerRoutes(app, parts, "/connector-customizers/v1", 201);
  // SailPoint's CLI expects 200 from a create under /beta, and other names in the reply to an upload.
  customizerRoutes(app, parts, "/beta/connector-customizers", 200);
  instanceRoutes(app, parts);
  for (const version of [...VERSIONED, "beta", "v3"]) {
    sourceRoutes(app, parts, `/${version}/sources`);
  }
  pageRoutes(app, parts);
  controlRoutes(app, parts);
  editRoutes(app, parts);

  const methodsAt = allowedMethods(app);
  const answerUnrouted = (c: Context<TenantEnv>) => {
    const methods = methodsAt(c.req.path);
    if (methods.length === 0) {
      return notFound(c);
    }
    c.header("allow", methods.join(", "));
    return refuse(c, 405, "405 Method not allowed", "The method is not allowed here.");
  };
  for (const path of ["/", "/oauth/token", "/_tenant/*"]) {
    app.all(path, answerUnrouted);
  }
  app.all("*", apiRequest(parts, "other"), answerUnrouted);
  app.onError((error, c) => refuse(c, 500, "500.0 Internal Fault", `An internal fault occurred: ${error.message}`));
  return app;
}
