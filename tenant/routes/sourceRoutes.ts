import type { Hono } from "hono";
import { apiRequest } from "../apiRequest";
import { badRequest, notFound } from "../errorReplies";
import type { StoredSource } from "../records";
import { SOURCE_CREDENTIAL } from "../sourceCredential";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { answerPage } from "./answerPage";

const FILTER = /^\s*(id|name)\s+eq\s+"((?:[^"\\]|\\.)*)"\s*$/;

/** Routes that read sources under one path, with the filters `name eq "…"` and `id eq "…"`. */
export function sourceRoutes(app: Hono<TenantEnv>, parts: TenantParts, path: string): void {
  const { store, switches } = parts;

  app.get(path, apiRequest(parts, "sources"), (c) => {
    const filters = c.req.query("filters");
    const [, key, escaped = ""] = FILTER.exec(filters ?? "") ?? [];
    if (filters !== undefined && key === undefined) {
      return badRequest(c, `filters must look like name eq "…" or id eq "…", not ${filters}`);
    }
    const value = escaped.replace(/\\(.)/g, "$1");
    const matching = store.sources.filter((source) => key === undefined || source[key as "id" | "name"] === value);
    return answerPage(c, matching.map(wire), switches);
  });

  app.get(`${path}/:id`, apiRequest(parts, "source"), (c) => {
    const source = store.source(c.req.param("id"));
    return source ? c.json(wire(source)) : notFound(c);
  });
}

function wire({ id, name, connectorInstanceId }: StoredSource) {
  const credentials = { user: "service-account", password: SOURCE_CREDENTIAL, clientSecret: SOURCE_CREDENTIAL };
  return {
    id,
    name,
    description: null,
    owner: { type: "IDENTITY", id: "2c9180857182305e0171993735622948", name: "Source Owner" },
    type: connectorInstanceId === undefined ? "DelimitedFile" : "SaaS",
    connector: connectorInstanceId === undefined ? "delimited-file-angularsc" : "saas-connector-angularsc",
    connectorAttributes: {
      ...credentials,
      ...(connectorInstanceId === undefined ? {} : { spConnectorInstanceId: connectorInstanceId }),
      proxy: { token: SOURCE_CREDENTIAL },
    },
    healthy: true,
    status: "SOURCE_STATE_HEALTHY",
  };
}
