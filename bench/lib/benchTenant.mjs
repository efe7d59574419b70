import { createRequire } from "node:module";

const { startTenant } = createRequire(import.meta.url)("../../dist/tenant/index.js");

/** Starts an embedded tenant. Returns it with the environment variables that point a provider at it. */
export async function benchTenant({ limit, latencyMs }) {
  const tenant = await startTenant({ rateLimit: limit ? { requests: 100, seconds: 10 } : false, latencyMs });
  return {
    tenant,
    env: {
      SAIL_BASE_URL: tenant.url,
      SAIL_CLIENT_ID: tenant.clientId,
      SAIL_CLIENT_SECRET: tenant.clientSecret,
      ...(limit ? {} : { SAIL_RATE_LIMIT: "1000000/1s" }),
    },
  };
}

/** The number of requests of each kind: `1 token, 1 list, 10 create`. */
export function countRequests(requests) {
  const counts = new Map();
  for (const { route } of requests) {
    counts.set(route, (counts.get(route) ?? 0) + 1);
  }
  return [...counts].map(([route, count]) => `${count} ${route}`).join(", ") || "none";
}
