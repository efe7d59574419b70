import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** Names the key of a stack's secrets for `pulumi stack init --secrets-provider`. */
export const SECRETS_PROVIDER = "hashivault://test";

/**
 * Keeps the key of the tests' stacks as HashiCorp Vault does, without encrypting it. With a passphrase, each run of the engine
 * would derive the key again, which costs a third of its time.
 * @returns the environment that leads the engine here
 */
export async function startKeyServer(): Promise<{ readonly env: Record<string, string>; readonly close: () => void }> {
  const server = createServer(async (request, response) => {
    const { plaintext, ciphertext } = (await json(request)) as { plaintext?: string; ciphertext?: string };
    const data =
      ciphertext === undefined ? { ciphertext: `vault:v1:${plaintext}` } : { plaintext: ciphertext.slice(9) };
    response.setHeader("content-type", "application/json").end(JSON.stringify({ data }));
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    env: { VAULT_SERVER_URL: `http://127.0.0.1:${port}`, VAULT_SERVER_TOKEN: "test" },
    close: () => server.close(),
  };
}
