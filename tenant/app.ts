import { Hono } from "hono";
import { notFound, refuse } from "./errors";
import { gate } from "./gate";
import { controlRoutes } from "./routes/control";
import { customizerRoutes } from "./routes/customizers";
import { instanceRoutes } from "./routes/instances";
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

  const known =
    /^\/(oauth\/token|(v202[456]|beta)\/connector-customizers(\/[^/]+(\/versions)?)?|beta\/connector-instances(\/[^/]+)?)$/;
  app.all("*", gate(world, "other"), (c) =>
    known.test(c.req.path) ? refuse(c, 405, "405 Method not allowed", "The method is not allowed here.") : notFound(c),
  );
  app.onError((error, c) => refuse(c, 500, "500.0 Internal Fault", `An internal fault occurred: ${error.message}`));
  return app;
}
