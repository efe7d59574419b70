import type { Context, Hono } from "hono";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { formRoutes } from "./formRoutes";
import { Page } from "./page";
import { PAGE_FILES } from "./pageFiles";
import { sectionEvents } from "./sectionEvents";

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; " +
    "frame-ancestors 'none'; base-uri 'none'",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/** Routes of the page that shows the tenant in a browser. Its forms work without JavaScript. */
export function pageRoutes(app: Hono<TenantEnv>, parts: TenantParts): void {
  app.get("/", (c) => c.html(documentOf({ parts, problem: undefined }), 200, HEADERS));
  app.get("/favicon.ico", (c) => c.body(null, 204));
  app.get("/_tenant/page/events", (c) => sectionEvents(c, parts));
  for (const [name, { type, read }] of Object.entries(PAGE_FILES)) {
    app.get(`/_tenant/page/${name}`, (c) => c.body(read(), 200, { "content-type": type }));
  }
  formRoutes(app, parts, (c: Context<TenantEnv>, problem) => c.html(documentOf({ parts, problem }), 400, HEADERS));
}

function documentOf(props: Parameters<typeof Page>[0]): string {
  return `<!DOCTYPE html>\n${<Page {...props} />}`;
}
