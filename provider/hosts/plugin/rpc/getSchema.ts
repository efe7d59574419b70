import { readFile } from "node:fs/promises";
import { packageVersion, schemaPath } from "../../../packageFiles";
import { provider, type providerMessages } from "../sdkProtos";

/** `GetSchema`: `plugin/schema.json` with the package's version. */
export async function getSchema(): Promise<providerMessages.GetSchemaResponse> {
  const schema = { ...JSON.parse(await readFile(schemaPath(), "utf8")), version: packageVersion() };
  const reply = new provider.GetSchemaResponse();
  reply.setSchema(JSON.stringify(schema));
  return reply;
}
