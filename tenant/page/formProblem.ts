/** Why a form was refused, and what was typed into it. */
export interface FormProblem {
  /** The id of the form. */
  readonly form: string;
  readonly text: string;
  readonly typed: Readonly<Record<string, string>>;
}
