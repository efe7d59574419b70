import type { Context, Hono } from "hono";
import * as v from "valibot";
import { badRequest } from "../errorReplies";
import { OutsideEdits } from "../outsideEdits";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { validBody } from "./validBody";

const text = v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"));
const record = v.pipe(
  v.custom<Record<string, unknown>>((value) => typeof value === "object" && value !== null, "must be an object"),
  v.check((value) => !Array.isArray(value), "must be an object"),
);
const instance = v.strictObject({
  name: text,
  id: v.exactOptional(text),
  sourceId: v.exactOptional(text),
  sourceName: v.exactOptional(text),
});
const source = v.strictObject({
  name: text,
  id: v.exactOptional(text),
  connectorInstanceId: v.exactOptional(text),
});
const edit = v.variant("op", [
  v.strictObject({ op: v.literal("create"), name: text }),
  v.strictObject({ op: v.literal("rename"), id: text, name: text }),
  v.strictObject({ op: v.literal("delete"), id: text }),
  v.strictObject({ op: v.literal("link"), instanceId: text, customizerId: text }),
  v.strictObject({ op: v.literal("unlink"), instanceId: text }),
  v.strictObject({ op: v.literal("upload"), id: text, zipBase64: v.pipe(text, v.base64("must be base64")) }),
]);

/** Routes under `/_tenant` that change the tenant's records as `tenant.edit` does. */
export function editRoutes(app: Hono<TenantEnv>, parts: TenantParts): void {
  const { store } = parts;
  const edits = new OutsideEdits(store, parts.switches);

  const route = <T>(path: string, schema: v.GenericSchema<unknown, T>, status: 200 | 201, work: (body: T) => unknown) =>
    app.post(path, async (c: Context<TenantEnv>) => {
      const body = await validBody(c, schema);
      if ("problem" in body) {
        return badRequest(c, body.problem);
      }
      try {
        const result = await work(body.value);
        await parts.saved();
        return c.json(result ?? {}, status);
      } catch (error) {
        return badRequest(c, (error as Error).message);
      }
    });

  route("/_tenant/customizers/raw", record, 201, (body) => edits.addRaw(body));
  route("/_tenant/instances/raw", record, 201, (body) => edits.addRawInstance(body));
  route("/_tenant/sources", source, 201, ({ name, ...more }) => edits.addSource(name, more));
  route("/_tenant/instances", instance, 201, ({ name, id, ...itsSource }) => {
    if (id !== undefined && store.instance(id)) {
      throw new Error(`id: the tenant already has a connector instance ${id}`);
    }
    return edits.addInstance(name, id, itsSource);
  });
  route("/_tenant/edit", edit, 200, (body) => applyEdit(edits, body));
}

/** Returns the record that was made, or nothing. */
function applyEdit(edits: OutsideEdits, body: v.InferOutput<typeof edit>): unknown {
  switch (body.op) {
    case "create":
      return edits.create(body.name);
    case "rename":
      return edits.rename(body.id, body.name);
    case "delete":
      return edits.remove(body.id);
    case "link":
      return edits.link(body.instanceId, body.customizerId);
    case "unlink":
      return edits.link(body.instanceId, null);
    case "upload":
      return edits.upload(body.id, Buffer.from(body.zipBase64, "base64"));
  }
}
