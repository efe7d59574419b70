import type { Context, Hono } from "hono";
import * as v from "valibot";
import { apiRequest } from "../apiRequest";
import { badRequest, notFound, refuse } from "../errorReplies";
import type { StoredInstance } from "../records";
import type { Switches } from "../switches";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { answerPage } from "./answerPage";
import { validBody } from "./validBody";

const PATH = "/beta/connector-instances";
const LINK = "/connectorCustomizerId";
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

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
  const { store, switches } = parts;

  app.get(PATH, apiRequest(parts, "instances"), (c) =>
    switches.instancesUnlisted
      ? refuse(c, 403, "403 Forbidden", "The server understood the request but refuses to authorize it.")
      : answerPage(c, store.instances.map(wire), switches),
  );

  app.get(`${PATH}/:id`, apiRequest(parts, "instance"), (c) => {
    const id = c.req.param("id");
    const instance = store.instance(id);
    return instance ? c.json(wire(instance)) : refuseId(c, id, switches);
  });

  app.patch(`${PATH}/:id`, apiRequest(parts, "patchInstance"), async (c) => {
    const contentType = c.req.header("content-type") ?? "";
    if (switches.refusePatchContentType && !/^application\/json\s*(;|$)/i.test(contentType)) {
      return refuse(c, 415, "415 Unsupported media type", `The content type "${contentType}" is not supported.`);
    }
    const id = c.req.param("id");
    const instance = store.instance(id);
    if (!instance) {
      return refuseId(c, id, switches);
    }
    const patch = await validBody(c, patchSchema, c.get("body"));
    if ("problem" in patch) {
      return badRequest(c, `The JSON Patch is not valid: ${patch.problem}`);
    }
    const result = apply(parts, instance, patch.value);
    if ("problem" in result) {
      return badRequest(c, result.problem);
    }
    store.link(instance, result.link);
    return c.json(wire(instance));
  });
}

function wire({ raw, ...instance }: StoredInstance) {
  return raw ?? instance;
}

function refuseId(c: Context, id: string, { badIdIs400 }: Switches) {
  return badIdIs400 && !UUID.test(id) ? badRequest(c, `Invalid UUID string: ${id}`) : notFound(c);
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
