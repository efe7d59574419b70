import type { Context, Hono } from "hono";
import * as v from "valibot";
import { apiRequest } from "../apiRequest";
import { badRequest, notFound, refuse } from "../errorReplies";
import type { StoredCustomizer } from "../records";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { answerPage } from "./answerPage";
import { uploadVersion } from "./uploadVersion";
import { validBody } from "./validBody";

type TenantContext = Context<TenantEnv>;

const bodySchema = v.object({
  name: v.pipe(
    v.string("must be a string"),
    v.check((name) => name.trim() !== "", "must not be empty"),
  ),
});

/** Routes of the six operations on connector customizers under one path. */
export function customizerRoutes(
  app: Hono<TenantEnv>,
  parts: TenantParts,
  path: string,
  createdStatus: 200 | 201,
): void {
  const { store, switches } = parts;

  const withCustomizer =
    (work: (c: TenantContext, customizer: StoredCustomizer) => Response | Promise<Response>) => (c: TenantContext) => {
      const customizer = store.customizer(c.req.param("id") ?? "");
      return customizer && ageOf(customizer) >= switches.readLagMs ? work(c, customizer) : notFound(c);
    };

  app.get(path, apiRequest(parts, "list"), (c) => {
    const listed = store.customizers.filter((customizer) => ageOf(customizer) >= switches.listLagMs);
    return answerPage(
      c,
      listed.map((customizer) => wire(parts, customizer)),
      switches,
    );
  });

  app.post(path, apiRequest(parts, "create"), async (c) => {
    const body = await validBody(c, bodySchema, c.get("body"));
    if ("problem" in body) {
      return badRequest(c, body.problem);
    }
    const { name } = body.value;
    if (taken(parts, name)) {
      return badRequest(c, `A connector customizer with the name "${name}" already exists.`);
    }
    return c.json(wire(parts, store.create(name)), createdStatus);
  });

  app.get(
    `${path}/:id`,
    apiRequest(parts, "read"),
    withCustomizer((c, customizer) => c.json(wire(parts, customizer))),
  );

  app.put(
    `${path}/:id`,
    apiRequest(parts, "update"),
    withCustomizer(async (c, customizer) => {
      const body = await validBody(c, bodySchema, c.get("body"));
      if ("problem" in body) {
        return badRequest(c, body.problem);
      }
      const { name } = body.value;
      if (taken(parts, name, customizer)) {
        return badRequest(c, `A connector customizer with the name "${name}" already exists.`);
      }
      if (!switches.putIgnoresName) {
        store.rename(customizer, name);
      }
      return c.json(wire(parts, customizer));
    }),
  );

  app.delete(
    `${path}/:id`,
    apiRequest(parts, "delete"),
    withCustomizer((c, customizer) => {
      if (switches.refuseDeleteWhileLinked && store.linkedTo(customizer.id).length > 0) {
        return refuse(c, 409, "409 Conflict", "The connector customizer is linked to a connector instance.");
      }
      store.remove(customizer, switches.deleteUnlinks);
      return c.body(null, 204);
    }),
  );

  app.post(
    `${path}/:id/versions`,
    apiRequest(parts, "upload"),
    withCustomizer((c, customizer) => uploadVersion(c, parts, customizer, createdStatus === 200)),
  );
}

function ageOf({ created }: StoredCustomizer): number {
  return Date.now() - Date.parse(created);
}

function taken({ store, switches }: TenantParts, name: string, except?: StoredCustomizer): boolean {
  return switches.uniqueNames && store.customizers.some((other) => other !== except && other.name === name);
}

function wire({ claims }: TenantParts, { id, name, created, versions, raw }: StoredCustomizer) {
  if (raw) {
    return raw;
  }
  const newest = versions.at(-1);
  return {
    id,
    name,
    ...(newest ? { imageVersion: newest.version, imageID: newest.imageId } : {}),
    tenantID: claims.tenantId,
    created,
  };
}
