import { type FaultHandle, limitOf } from "../../faults";
import type { TenantParts } from "../../tenantParts";
import type { FormProblem } from "../formProblem";
import { counted } from "./amounts";
import { FaultForm, FaultJsonForm } from "./faultForms";

/** The scripted faults, with the means to add and remove them. */
export function FaultsSection({
  parts: { faults },
  problem,
}: {
  parts: TenantParts;
  problem: FormProblem | undefined;
}) {
  const all = faults.all;
  return (
    <section id="faults" aria-labelledby="faults-title">
      <h2 id="faults-title" tabindex={-1}>
        Faults <span class="count">{all.length}</span>
      </h2>
      {all.length === 0 ? (
        <p class="empty">
          None: every request is answered as documented. Add one below, then run <code>pulumi up</code> to see how the
          stack copes.
        </p>
      ) : (
        <>
          <ul class="records">
            {all.map((fault) => (
              <Fault fault={fault} />
            ))}
          </ul>
          <form method="post" action="/_tenant/page/faults/remove" data-done="All faults are removed.">
            <button id="remove-faults" type="submit">
              Remove all
            </button>
          </form>
        </>
      )}
      <FaultForm problem={problem} />
      <FaultJsonForm problem={problem} />
    </section>
  );
}

function Fault({ fault: { id, spec, fired } }: { fault: FaultHandle }) {
  const { route, method, path, count = 1, skip, every, action } = spec;
  const limit = limitOf(spec);
  const where = [
    route === undefined ? "any route" : [route].flat().join(", "),
    method,
    path,
    skip ? `after ${skip}` : undefined,
    every && every > 1 ? `every ${every}` : undefined,
  ];
  const used = fired >= limit;
  return (
    <li id={`fault-${id}`} class="fault">
      <div class="title">
        <h3>{where.filter(Boolean).join(" · ")}</h3>
        <span class={used ? "badge none" : "badge"}>
          fired {fired} of {count === "always" ? "any number" : count}
          {used ? ", used up" : ""}
        </span>
        <form method="post" action="/_tenant/page/faults/remove" data-done="The fault is removed.">
          <input type="hidden" name="id" value={String(id)} />
          <button id={`remove-fault-${id}`} type="submit" aria-label={`Remove fault ${id}, ${counted(fired, "hit")}`}>
            Remove
          </button>
        </form>
      </div>
      <p class="facts">
        <code>{JSON.stringify(action)}</code>
      </p>
    </li>
  );
}
