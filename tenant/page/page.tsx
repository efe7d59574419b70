import type { TenantParts } from "../tenantParts";
import type { FormProblem } from "./formProblem";
import { pageSections } from "./pageSections";
import { Moment } from "./sections/moment";

/** The whole page that shows the tenant in a browser. It loads nothing from other hosts. */
export function Page({ parts, problem }: { parts: TenantParts; problem: FormProblem | undefined }) {
  const { summary, customizers, instances, rate, requests, faults, switches } = pageSections(parts, problem);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{problem ? "Not accepted: " : ""}Embedded tenant</title>
        <link rel="stylesheet" href="/_tenant/page/page.css" />
        <script type="module" src="/_tenant/page/live.mjs" />
      </head>
      <body>
        <header>
          <div>
            <h1>Embedded tenant</h1>
            <p class="soft">
              Tenant <code>{parts.claims.tenantId}</code>, for trying stacks. Nothing here is real.
            </p>
          </div>
          <p id="connection" role="status">
            As of <Moment at={Date.now()} />. <a href="/">Reload</a>
          </p>
        </header>
        {summary}
        <main>
          <div class="column">
            {customizers}
            {instances}
            {faults}
          </div>
          <div class="column">
            {rate}
            {requests}
            {switches}
          </div>
        </main>
      </body>
    </html>
  );
}
