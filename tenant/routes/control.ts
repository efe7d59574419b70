import type { Hono } from "hono";
import { notFound } from "../errors";
import type { FaultSpec } from "../faults";
import type { Switches } from "../switches";
import type { TenantEnv, World } from "../world";
import { consolePage } from "./consolePage";

const SHOWN_REQUESTS = 50;

/** What only this tenant has: the page for looking at it, and the ways to look inside and to script it, under `/_tenant`. */
export function controlRoutes(app: Hono<TenantEnv>, world: World): void {
  const { store, faults, switches, tokens } = world;

  app.get("/", (c) => c.html(consolePage));
  app.get("/favicon.ico", (c) => c.body(null, 204));

  app.get("/_tenant/state", (c) =>
    c.json({
      tenantId: world.claims.tenantId,
      customizers: store.customizers,
      instances: store.instances,
      requests: world.requests.slice(-SHOWN_REQUESTS).reverse(),
      faults: faults.all.map(({ spec, fired }) => ({ spec, fired })),
      switches,
    }),
  );

  app.get("/_tenant/customizers/:id/versions", (c) => {
    const customizer = store.customizer(c.req.param("id"));
    return customizer ? c.json(customizer.versions) : notFound(c);
  });

  app.get("/_tenant/customizers/:id/versions/:version/archive", (c) => {
    const wanted = Number(c.req.param("version"));
    const version = store.customizer(c.req.param("id"))?.versions.find((one) => one.version === wanted);
    const bytes = version && store.archive(version.imageId);
    return bytes ? c.body(new Uint8Array(bytes), 200, { "content-type": "application/zip" }) : notFound(c);
  });

  app.get("/_tenant/requests", (c) => c.json(world.requests));
  app.delete("/_tenant/requests", (c) => {
    world.requests = [];
    return c.body(null, 204);
  });

  app.get("/_tenant/faults", (c) => c.json(faults.all.map(({ spec, fired }) => ({ spec, fired }))));
  app.post("/_tenant/faults", async (c) => {
    faults.add(await c.req.json<FaultSpec>());
    return c.body(null, 204);
  });
  app.delete("/_tenant/faults", (c) => {
    faults.clear();
    return c.body(null, 204);
  });

  app.patch("/_tenant/switches", async (c) => c.json(Object.assign(switches, await c.req.json<Partial<Switches>>())));
  app.post("/_tenant/instances", async (c) =>
    c.json(store.addInstance((await c.req.json<{ name: string }>()).name), 201),
  );
  app.post("/_tenant/expire-tokens", (c) => {
    tokens.expireAll();
    return c.body(null, 204);
  });
}
