import { type Context, Hono } from "hono";
import { notFound, refuse } from "./errors";
import { gate } from "./gate";
import { controlRoutes } from "./routes/control";
import { customizerRoutes } from "./routes/customizers";
import { instanceRoutes } from "./routes/instances";
import { methodsByPath } from "./routes/methodsByPath";
import { issueToken } from "./routes/token";
import type { TenantEnv, World } from "./world";

const VERSIONED = ["v2024", "v2025", "v2026"] as const;

/** All routes of a tenant. */
export function createApp(world: World): Hono<TenantEnv> {
  const app = new Hono<TenantEnv>({ getPath: (request) => new URL(request.url).pathname });

  app.post("/oauth/token", gate(world, "token"), (c) => issueToken(c, world));
  for (const version of VERSIONED) {
    customizerRoutes(app, world, `/${version}/connector-customizers`, 201);
  }
  customizerRoutes(app, world, "/connector-customizers/v1", 201);
  // The beta API answers create with 200 and has another spelling of a version, as SailPoint's CLI expects.
  customizerRoutes(app, world, "/beta/connector-customizers", 200);
  instanceRoutes(app, world);
  controlRoutes(app, world);

  const methodsOf = methodsByPath(app);
  const answerNone = (c: Context<TenantEnv>) => {
    const methods = methodsOf(c.req.path);
    if (methods.length === 0) {
      return notFound(c);
    }
    c.header("allow", methods.join(", "));
    return refuse(c, 405, "405 Method not allowed", "The method is not allowed here.");
  };
  for (const path of ["/", "/oauth/token", "/_tenant/*"]) {
    app.all(path, answerNone);
  }
  app.all("*", gate(world, "other"), answerNone);
  app.onError((error, c) => refuse(c, 500, "500.0 Internal Fault", `An internal fault occurred: ${error.message}`));
  return app;
}
