import type { Context } from "hono";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { multipartForm } from "./multipartForm";

/** `POST /oauth/token`: takes client credentials as a form (URL-encoded or multipart), in the query, or as Basic. */
export async function issueToken(c: Context<TenantEnv>, parts: TenantParts) {
  const given = await credentialsOf(c);
  if (given.grantType !== "client_credentials") {
    const error_description = `Unsupported grant type: ${given.grantType ?? "none"}`;
    return c.json({ error: "unsupported_grant_type", error_description }, 400);
  }
  if (given.clientId !== parts.claims.clientId || given.clientSecret !== parts.clientSecret) {
    return c.json({ error: "invalid_client", error_description: "Bad client credentials" }, 401);
  }
  const { tenantId, org, pod } = parts.claims;
  return c.json({
    access_token: parts.tokens.issue(parts.claims),
    token_type: "bearer",
    expires_in: parts.tokens.seconds,
    scope: "sp:scopes:all",
    tenant_id: tenantId,
    org,
    pod,
    strong_auth_supported: true,
  });
}

async function credentialsOf(c: Context<TenantEnv>) {
  const body = c.get("body");
  const multipart = await multipartForm(body, c.req.header("content-type") ?? "");
  const form = multipart ?? new URLSearchParams(body.toString("utf8"));
  const basic = /^Basic\s+(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const [basicId, ...basicSecret] = basic ? Buffer.from(basic, "base64").toString("utf8").split(":") : [];
  const value = (name: string) => form.get(name)?.toString() ?? c.req.query(name);
  return {
    grantType: value("grant_type"),
    clientId: value("client_id") ?? basicId,
    clientSecret: value("client_secret") ?? (basic ? basicSecret.join(":") : undefined),
  };
}
