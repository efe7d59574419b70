import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { pageSections } from "./pageSections";

const LOOK_MS = 300;
/** The page takes a silence of several beats as the end of the tenant. */
const BEAT_MS = 2_000;

/** Server-sent events: a section's HTML whenever it has changed, and a beat if nothing has. */
export function sectionEvents(c: Context<TenantEnv>, parts: TenantParts): Response {
  return streamSSE(c, async (stream) => {
    const sent = new Map<string, string>();
    let lastSent = 0;
    while (!stream.aborted) {
      for (const [id, element] of Object.entries(pageSections(parts))) {
        const html = String(element);
        if (sent.get(id) !== html) {
          sent.set(id, html);
          lastSent = Date.now();
          await stream.writeSSE({ event: "section", data: JSON.stringify({ id, html }) });
        }
      }
      if (Date.now() - lastSent >= BEAT_MS) {
        lastSent = Date.now();
        await stream.writeSSE({ event: "beat", data: "" });
      }
      await stream.sleep(LOOK_MS);
    }
  });
}
