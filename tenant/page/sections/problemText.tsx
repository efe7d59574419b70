import type { FormProblem } from "../formProblem";

/** The place for what is wrong with a form's values; empty if nothing is. */
export function ProblemText({ form, problem }: { form: string; problem: FormProblem | undefined }) {
  return (
    <p id={`${form}-problem`} class="problem bad" role="alert">
      {problem?.form === form ? problem.text : ""}
    </p>
  );
}
