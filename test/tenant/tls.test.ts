import { request } from "node:https";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { AUTHORITY, CERTIFICATE, CERTIFICATE_KEY } from "../support/certificate";
import { testTenant } from "../support/testTenant";

function getState(url: string, ca?: string): Promise<string> {
  return new Promise((done, failed) => {
    const options = ca === undefined ? {} : { ca };
    request(`${url}/_tenant/state`, options, (answer) => text(answer).then(done, failed))
      .once("error", failed)
      .end();
  });
}

test("a tenant with a certificate serves https to clients that trust its authority, and no others", async () => {
  const tenant = await testTenant({ tls: { cert: CERTIFICATE, key: CERTIFICATE_KEY } });
  expect(tenant.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  expect(JSON.parse(await getState(tenant.url, AUTHORITY))).toMatchObject({ tenantId: tenant.tenantId });
  await expect(getState(tenant.url)).rejects.toMatchObject({ code: "UNABLE_TO_VERIFY_LEAF_SIGNATURE" });
});
