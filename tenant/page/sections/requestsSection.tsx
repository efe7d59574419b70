import type { RequestLogEntry } from "../../requestLog";
import type { TenantParts } from "../../tenantParts";
import { Moment } from "./moment";

const SHOWN_REQUESTS = 100;

/** The last requests to the API, newest first. */
export function RequestsSection({ parts: { requestLog } }: { parts: TenantParts }) {
  const { entries } = requestLog;
  const first = Math.max(0, entries.length - SHOWN_REQUESTS);
  return (
    <section id="requests" aria-labelledby="requests-title">
      <h2 id="requests-title" tabindex={-1}>
        Last requests <span class="count">{entries.length}</span>
      </h2>
      {entries.length === 0 ? (
        <p class="empty">
          None yet. Each request to the API appears here, with the tenant's answer. A <code>pulumi up</code> that
          changes nothing sends none.
        </p>
      ) : (
        <>
          <section class="scroll" tabindex={0} aria-label="Table of the last requests">
            <table class="requests">
              <thead>
                <tr>
                  <th scope="col">Time</th>
                  <th scope="col">Request</th>
                  <th scope="col">Status</th>
                  <th scope="col" class="number">
                    ms
                  </th>
                </tr>
              </thead>
              <tbody>
                {entries
                  .slice(first)
                  .map((entry, index) => <Request entry={entry} index={first + index} />)
                  .reverse()}
              </tbody>
            </table>
          </section>
          <p class="facts">
            {first > 0 && `The last ${SHOWN_REQUESTS} of ${entries.length}. `}
            <a href="/_tenant/requests">All requests (JSON)</a>
          </p>
        </>
      )}
    </section>
  );
}

function Request({ entry, index }: { entry: RequestLogEntry; index: number }) {
  const { at, method, path, query, status, durationMs, faulted } = entry;
  return (
    <tr id={`request-${index}`}>
      <td>
        <Moment at={at} />
      </td>
      <td>
        <span class="method">{method}</span> {path}
        {query && <span class="soft">?{query}</span>}
      </td>
      <td class={statusClass(status)}>
        {status}
        {faulted && <span class="byFault"> fault</span>}
      </td>
      <td class="number">{durationMs ?? "…"}</td>
    </tr>
  );
}

function statusClass(status: RequestLogEntry["status"]): string {
  if (status === "pending") {
    return "soft";
  }
  return typeof status === "number" && status < 400 ? "good" : "bad";
}
