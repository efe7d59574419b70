import type { Hono } from "hono";
import { badRequest, notFound } from "../errorReplies";
import { faultSpecSchema } from "../faultSchema";
import { DEFAULT_SWITCHES, switchesSchema } from "../switches";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { validBody } from "./validBody";

const SHOWN_REQUESTS = 50;

/** Routes that only the embedded tenant has: inspection and scripting under `/_tenant`. */
export function controlRoutes(app: Hono<TenantEnv>, parts: TenantParts): void {
  const { store, faults, switches, tokens } = parts;

  app.get("/_tenant/state", (c) =>
    c.json({
      tenantId: parts.claims.tenantId,
      customizers: store.customizers.map(({ versions, ...customizer }) => ({
        ...customizer,
        versions: versions.map(({ entries, ...version }) => ({ ...version, files: entries.length })),
      })),
      instances: store.instances,
      sources: store.sources,
      requests: parts.requestLog.entries.slice(-SHOWN_REQUESTS).reverse(),
      faults: faults.all.map(({ spec, fired }) => ({ spec, fired })),
      switches,
      defaultSwitches: DEFAULT_SWITCHES,
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

  app.get("/_tenant/requests", (c) => c.json(parts.requestLog.entries));
  app.delete("/_tenant/requests", (c) => {
    parts.requestLog.clear();
    return c.body(null, 204);
  });

  app.get("/_tenant/faults", (c) => c.json(faults.all.map(({ spec, fired }) => ({ spec, fired }))));
  app.post("/_tenant/faults", async (c) => {
    const spec = await validBody(c, faultSpecSchema);
    if ("problem" in spec) {
      return badRequest(c, spec.problem);
    }
    faults.add(spec.value);
    return c.body(null, 204);
  });
  app.delete("/_tenant/faults", (c) => {
    faults.clear();
    return c.body(null, 204);
  });

  app.patch("/_tenant/switches", async (c) => {
    const changes = await validBody(c, switchesSchema);
    return "problem" in changes ? badRequest(c, changes.problem) : c.json(Object.assign(switches, changes.value));
  });

  app.post("/_tenant/expire-tokens", (c) => {
    tokens.expireAll();
    return c.body(null, 204);
  });
}
