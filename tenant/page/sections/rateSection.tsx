import { type RateWindow, SLICES_PER_WINDOW } from "../../rateWindow";
import type { TenantParts } from "../../tenantParts";
import { RatePlot } from "./ratePlot";

/** How close the requests come to the rate limit. */
export function RateSection({ parts: { rate, tokens } }: { parts: TenantParts }) {
  return (
    <section id="rate" aria-labelledby="rate-title">
      <h2 id="rate-title" tabindex={-1}>
        Rate limit
      </h2>
      {rate ? <Load rate={rate} /> : <p class="empty">Off. Start the tenant without --rate-limit off to have one.</p>}
      <form method="post" action="/_tenant/page/expire-tokens" data-done="All tokens are expired.">
        <button id="expire-tokens" type="submit" disabled={tokens.valid === 0}>
          Expire all tokens
        </button>{" "}
        <span class="soft">{tokens.valid === 0 ? "No token is valid." : `Valid now: ${tokens.valid}.`}</span>
      </form>
    </section>
  );
}

function Load({ rate }: { rate: RateWindow }) {
  const { limit, slices, inWindow } = rate;
  const refused = slices.reduce((sum, slice) => sum + slice.refused, 0);
  const shown = (limit.seconds * slices.length) / SLICES_PER_WINDOW;
  const words =
    `${inWindow} of ${limit.requests} requests in the last ${limit.seconds} s. ` +
    `Refused with 429 in the last ${shown} s: ${refused}.`;
  return (
    <>
      <p>
        <strong>{inWindow}</strong> of {limit.requests} requests per token in the last {limit.seconds} s
        {refused > 0 && <span class="bad">, {refused} refused with 429</span>}
      </p>
      <RatePlot limit={limit} slices={slices} words={words} />
      <p class="axis" aria-hidden="true">
        <span>{shown} s ago</span>
        <span class="limit">limit {limit.requests}</span>
        <span>last {limit.seconds} s</span>
      </p>
    </>
  );
}
