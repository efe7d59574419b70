import { onTestFinished } from "vitest";
import type { ProviderConfig } from "../../provider/config";
import { startTenant, type Tenant, type TenantOptions } from "../../tenant";

/** How a test says what is to be done at its end; concurrent tests each have one of their own. */
export type AtEnd = (work: () => void | Promise<void>) => void;

/** A tenant of the test's own, gone with it. A fault that the test scripted and that never fired fails the test. */
export async function testTenant(options: TenantOptions = {}, atEnd: AtEnd = onTestFinished): Promise<Tenant> {
  const tenant = await startTenant({ rateLimit: false, ...options });
  atEnd(async () => {
    await tenant.close();
    tenant.assertFaultsFired();
  });
  return tenant;
}

/** Stack config, without the namespace, that reaches a tenant. */
export function configOf(tenant: Tenant): Record<string, string> {
  return { baseUrl: tenant.url, clientId: tenant.clientId, clientSecret: tenant.clientSecret };
}

/** The same, as the client takes it. */
export function providerConfig(tenant: Tenant, changes: Partial<ProviderConfig> = {}): ProviderConfig {
  return {
    baseUrl: tenant.url,
    clientId: tenant.clientId,
    clientSecret: tenant.clientSecret,
    apiVersion: "v2025",
    adopt: false,
    rateLimit: { requests: 100, windowMs: 10_000 },
    retryTimeoutMs: 60_000,
    requestTimeoutMs: 10_000,
    ...changes,
  };
}

/** The routes of the requests a tenant has seen, the token's left out, as `create`, `list`, …. */
export function routesOf(tenant: Tenant): string[] {
  return tenant.requests.map(({ route }) => route).filter((route) => route !== "token");
}
