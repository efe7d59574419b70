import { createHash } from "node:crypto";
import type { Context } from "hono";
import { archiveEntries } from "../archiveEntries";
import { badRequest } from "../errorReplies";
import type { StoredCustomizer } from "../records";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { multipartForm } from "./multipartForm";

/** `POST …/versions`: the body is the zip itself, or a multipart form with the zip as its file. */
export async function uploadVersion(
  c: Context<TenantEnv>,
  parts: TenantParts,
  customizer: StoredCustomizer,
  betaSpelling: boolean,
) {
  const bytes = await archiveOf(c);
  if (!bytes) {
    return badRequest(c, "The request has no archive.");
  }
  let entries: Awaited<ReturnType<typeof archiveEntries>>;
  try {
    entries = await archiveEntries(bytes);
  } catch (error) {
    return badRequest(c, `The archive is not a valid zip: ${(error as Error).message}`);
  }
  if (entries.length === 0) {
    return badRequest(c, "The archive is empty.");
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const { version, imageId, created } = parts.store.addVersion(customizer, bytes, { sha256, entries });
  return c.json(
    betaSpelling
      ? { connectorCustomizerId: customizer.id, imageId, version, created }
      : { customizerID: customizer.id, imageID: imageId, version, created },
  );
}

async function archiveOf(c: Context<TenantEnv>): Promise<Buffer | undefined> {
  const body = c.get("body");
  const contentType = c.req.header("content-type") ?? "";
  if (!contentType.startsWith("multipart/form-data")) {
    return body.length > 0 ? body : undefined;
  }
  const form = await multipartForm(body, contentType);
  const file = [...(form?.values() ?? [])].find((value) => typeof value !== "string");
  return file && Buffer.from(await file.arrayBuffer());
}
