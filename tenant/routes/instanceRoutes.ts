import type { Hono } from "hono";
import * as v from "valibot";
import { apiRequest } from "../apiRequest";
import { badRequest, notFound } from "../errorReplies";
import type { StoredInstance } from "../store";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { listPage } from "./listPage";
import { validBody } from "./validBody";

const PATH = "/beta/connector-instances";
const LINK = "/connectorCustomizerId";

const patchSchema = v.array(
  v.object({
    op: v.picklist(["add", "replace", "remove", "test"]),
    path: v.literal(LINK, `only ${LINK} can be changed`),
    value: v.optional(v.nullable(v.string())),
  }),
);

type Patch = v.InferOutput<typeof patchSchema>;

/** Routes of connector instances, as SailPoint's CLI uses them. No published specification has them. */
export function instanceRoutes(app: Hono<TenantEnv>, parts: TenantParts): void {
  app.get(PATH, apiRequest(parts, "instances"), (c) => {
    const page = listPage(c, parts.store.instances);
    return "problem" in page ? badRequest(c, page.problem) : c.json(page);
  });

  app.get(`${PATH}/:id`, apiRequest(parts, "instance"), (c) => {
    const instance = parts.store.instance(c.req.param("id"));
    return instance ? c.json(instance) : notFound(c);
  });

  app.patch(`${PATH}/:id`, apiRequest(parts, "patchInstance"), async (c) => {
    const instance = parts.store.instance(c.req.param("id"));
    if (!instance) {
      return notFound(c);
    }
    const patch = await validBody(c, patchSchema, c.get("body"));
    if ("problem" in patch) {
      return badRequest(c, `The JSON Patch is not valid: ${patch.problem}`);
    }
    const result = apply(parts, instance, patch.value);
    if ("problem" in result) {
      return badRequest(c, result.problem);
    }
    parts.store.link(instance, result.link);
    return c.json(instance);
  });
}

function apply(
  { store }: TenantParts,
  instance: StoredInstance,
  patch: Patch,
): { link: string | undefined } | { problem: string } {
  let link = instance.connectorCustomizerId;
  for (const { op, value } of patch) {
    if (op === "test") {
      if ((value ?? undefined) !== link) {
        return { problem: `test failed: ${LINK} is ${link ?? "absent"}` };
      }
    } else if (op === "remove") {
      if (link === undefined) {
        return { problem: `the instance has no ${LINK} to remove` };
      }
      link = undefined;
    } else if (value === null || value === undefined) {
      link = undefined;
    } else if (store.customizer(value)) {
      link = value;
    } else {
      return { problem: `the tenant has no connector customizer ${value}` };
    }
  }
  return { link };
}
