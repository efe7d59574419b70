import { ROUTES } from "../../requestLog";
import type { FormProblem } from "../formProblem";
import { USUAL_FAULTS } from "../usualFaults";
import { ProblemText } from "./problemText";

interface Props {
  readonly problem: FormProblem | undefined;
}

/** Adds a usual fault. */
export function FaultForm({ problem }: Props) {
  const typed = problem?.form === "fault-form" ? problem.typed : {};
  return (
    <form
      id="fault-form"
      class="row"
      method="post"
      action="/_tenant/page/faults"
      autocomplete="off"
      data-done="The fault is added."
    >
      <label>
        Requests
        <select id="fault-route" name="route">
          <option value="">any route</option>
          {ROUTES.map((route) => (
            <option value={route} selected={typed["route"] === route}>
              {route}
            </option>
          ))}
        </select>
      </label>
      <label>
        Answer
        <select id="fault-action" name="answer">
          {Object.entries(USUAL_FAULTS).map(([key, { label }]) => (
            <option value={key} selected={typed["answer"] === key}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        How many
        <input id="fault-count" name="count" value={typed["count"] ?? "1"} size={7} list="fault-counts" required />
      </label>
      <datalist id="fault-counts">
        <option value="1" />
        <option value="3" />
        <option value="always" />
      </datalist>
      <button id="add-fault" type="submit">
        Add fault
      </button>
      <ProblemText form="fault-form" problem={problem} />
    </form>
  );
}

/** Adds any fault, written as for `POST /_tenant/faults`. */
export function FaultJsonForm({ problem }: Props) {
  const own = problem?.form === "fault-json-form" ? problem : undefined;
  return (
    <details id="fault-json-details" open={own !== undefined}>
      <summary>Any fault, as JSON</summary>
      <form
        id="fault-json-form"
        method="post"
        action="/_tenant/page/faults/json"
        autocomplete="off"
        data-done="The fault is added."
      >
        <label>
          As <code>POST /_tenant/faults</code> takes it
          <textarea
            id="fault-json"
            name="json"
            rows={4}
            spellcheck={false}
            placeholder={'{"route": "create", "skip": 1, "every": 3, "count": "always", "action": {"status": 503}}'}
            required
          >
            {own?.typed["json"] ?? ""}
          </textarea>
        </label>
        <button id="add-fault-json" type="submit">
          Add fault
        </button>
        <ProblemText form="fault-json-form" problem={problem} />
      </form>
    </details>
  );
}
