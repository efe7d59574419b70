import { API_VERSIONS, DEFAULT_SWITCHES, type Switches } from "../../switches";
import type { TenantParts } from "../../tenantParts";
import type { FormProblem } from "../formProblem";
import { SWITCH_TEXTS } from "../switchTexts";
import { ProblemText } from "./problemText";

/** Every switch, in one form. */
export function SwitchesSection({
  parts: { switches },
  problem,
}: {
  parts: TenantParts;
  problem: FormProblem | undefined;
}) {
  const changed = (name: keyof Switches) => String(switches[name]) !== String(DEFAULT_SWITCHES[name]);
  const names = Object.keys(DEFAULT_SWITCHES) as (keyof Switches)[];
  const numberChanged = names.filter(changed).length;
  return (
    <section id="switches" aria-labelledby="switches-title">
      <h2 id="switches-title" tabindex={-1}>
        Switches <span class="count">{numberChanged === 0 ? "all as documented" : `${numberChanged} changed`}</span>
      </h2>
      <form
        id="switches-form"
        method="post"
        action="/_tenant/page/switches"
        autocomplete="off"
        data-done="The switches are set."
      >
        {names.map((name) => (
          <div class="switch" id={`switch-row-${name}`}>
            <Switch name={name} value={switches[name]} />
            {changed(name) && <span class="badge">changed</span>}
          </div>
        ))}
        <p class="buttons">
          <button id="set-switches" type="submit">
            Set switches
          </button>{" "}
          <button
            id="reset-switches"
            type="submit"
            name="defaults"
            value="yes"
            disabled={numberChanged === 0}
            formnovalidate
          >
            All to default
          </button>
        </p>
        <ProblemText form="switches-form" problem={problem} />
      </form>
    </section>
  );
}

function Switch({ name, value }: { name: keyof Switches; value: Switches[keyof Switches] }) {
  const id = `switch-${name}`;
  if (name === "apiVersions") {
    return (
      <fieldset>
        <legend>
          <code>{name}</code> <span class="soft">{SWITCH_TEXTS[name]}</span>
        </legend>
        {API_VERSIONS.map((version) => (
          <label class="check">
            <input
              id={`${id}-${version}`}
              type="checkbox"
              name={name}
              value={version}
              checked={(value as readonly string[]).includes(version)}
            />{" "}
            {version}
          </label>
        ))}
      </fieldset>
    );
  }
  const input =
    typeof value === "boolean" ? (
      <input id={id} type="checkbox" name={name} checked={value} />
    ) : (
      <input id={id} type="number" name={name} min="0" step="1" value={String(value)} required />
    );
  return (
    <label class="check" for={id}>
      {input}{" "}
      <span>
        <code>{name}</code> <span class="soft">{SWITCH_TEXTS[name]}</span>
      </span>
    </label>
  );
}
