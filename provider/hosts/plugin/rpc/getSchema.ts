import { readFile } from "node:fs/promises";
import { SCHEMA_PATH, VERSION } from "../packageFiles";
import { provider, type providerMessages } from "../sdkProtos";

/** `GetSchema`: `plugin/schema.json` with the package's version. */
export async function getSchema(): Promise<providerMessages.GetSchemaResponse> {
  const schema = { ...JSON.parse(await readFile(SCHEMA_PATH, "utf8")), version: VERSION };
  const reply = new provider.GetSchemaResponse();
  reply.setSchema(JSON.stringify(schema));
  return reply;
}
