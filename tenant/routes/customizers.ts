import type { Context, Hono } from "hono";
import * as v from "valibot";
import { badRequest, notFound, refuse } from "../errors";
import { gate } from "../gate";
import type { StoredCustomizer } from "../store";
import type { TenantEnv, World } from "../world";
import { pageOf } from "./paging";
import { validBody } from "./validBody";
import { uploadVersion } from "./versions";

type TenantContext = Context<TenantEnv>;

const bodySchema = v.object({
  name: v.pipe(
    v.string("must be a string"),
    v.check((name) => name.trim() !== "", "must not be empty"),
  ),
});

/** The six operations on connector customizers under one prefix. */
export function customizerRoutes(app: Hono<TenantEnv>, world: World, path: string, createdStatus: 200 | 201): void {
  const { store, switches } = world;

  const withCustomizer =
    (work: (c: TenantContext, customizer: StoredCustomizer) => Response | Promise<Response>) => (c: TenantContext) => {
      const customizer = store.customizer(c.req.param("id") ?? "");
      return customizer && ageOf(customizer) >= switches.readLagMs ? work(c, customizer) : notFound(c);
    };

  app.get(path, gate(world, "list"), (c) => {
    const page = pageOf(
      c,
      store.customizers.filter((customizer) => ageOf(customizer) >= switches.listLagMs),
    );
    return "problem" in page ? badRequest(c, page.problem) : c.json(page.map((customizer) => wire(world, customizer)));
  });

  app.post(path, gate(world, "create"), async (c) => {
    const body = await validBody(c, bodySchema, c.get("body"));
    if ("problem" in body) {
      return badRequest(c, body.problem);
    }
    const { name } = body.value;
    if (taken(world, name)) {
      return badRequest(c, `A connector customizer with the name "${name}" already exists.`);
    }
    return c.json(wire(world, store.create(name)), createdStatus);
  });

  app.get(
    `${path}/:id`,
    gate(world, "read"),
    withCustomizer((c, customizer) => c.json(wire(world, customizer))),
  );

  app.put(
    `${path}/:id`,
    gate(world, "update"),
    withCustomizer(async (c, customizer) => {
      const body = await validBody(c, bodySchema, c.get("body"));
      if ("problem" in body) {
        return badRequest(c, body.problem);
      }
      const { name } = body.value;
      if (taken(world, name, customizer)) {
        return badRequest(c, `A connector customizer with the name "${name}" already exists.`);
      }
      if (!switches.putIgnoresName) {
        store.rename(customizer, name);
      }
      return c.json(wire(world, customizer));
    }),
  );

  app.delete(
    `${path}/:id`,
    gate(world, "delete"),
    withCustomizer((c, customizer) => {
      if (switches.refuseDeleteWhileLinked && store.linkedTo(customizer.id).length > 0) {
        return refuse(c, 409, "409 Conflict", "The connector customizer is linked to a connector instance.");
      }
      store.remove(customizer);
      return c.body(null, 204);
    }),
  );

  app.post(
    `${path}/:id/versions`,
    gate(world, "upload"),
    withCustomizer((c, customizer) => uploadVersion(c, world, customizer, createdStatus === 200)),
  );
}

function ageOf({ created }: StoredCustomizer): number {
  return Date.now() - Date.parse(created);
}

function taken({ store, switches }: World, name: string, except?: StoredCustomizer): boolean {
  return switches.uniqueNames && store.customizers.some((other) => other !== except && other.name === name);
}

function wire({ claims }: World, { id, name, created, versions }: StoredCustomizer) {
  const newest = versions.at(-1);
  return {
    id,
    name,
    ...(newest ? { imageVersion: newest.version, imageID: newest.imageId } : {}),
    tenantID: claims.tenantId,
    created,
  };
}
