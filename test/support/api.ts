import type { Tenant } from "../../tenant";

/** One exchange with a tenant as any HTTP client would have it, with no code of the provider's. */
export interface Exchange {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the tenant answers is looked at by the test
  readonly body: any;
}

/** Gets a token and returns a function that sends requests with it. */
export async function api(tenant: Tenant) {
  const form = { grant_type: "client_credentials", client_id: tenant.clientId, client_secret: tenant.clientSecret };
  const reply = await fetch(`${tenant.url}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
  const { access_token } = (await reply.json()) as { access_token: string };
  return async (method: string, path: string, body?: unknown, contentType = "application/json"): Promise<Exchange> => {
    const answer = await fetch(`${tenant.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, "content-type": contentType },
      ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get("content-type")?.includes("json") && text !== "";
    return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
  };
}
