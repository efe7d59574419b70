import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What a job of GitHub Actions has at one of its steps. */
export interface Contexts {
  readonly github: object;
  readonly vars: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly job: { readonly status: "success" | "failure" };
}

/** Whether a step with this `if` runs. */
export function isDue(condition: string | undefined, contexts: Contexts): boolean {
  const bare = (condition ?? "success()").replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  const asksForStatus = /\b(success|failure|always|cancelled)\s*\(/.test(bare);
  return evaluate(asksForStatus ? bare : `success() && (${bare})`, contexts).coerceString() === "true";
}

/** A text with its `${{ … }}` replaced. */
export function expand(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => evaluate(expression, contexts).coerceString());
}

function evaluate(expression: string, contexts: Contexts): data.ExpressionData {
  const functions = { success: () => contexts.job.status === "success", cancelled: () => false };
  const definitions = Object.entries(functions).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer()),
  }));
  // The parser refuses a context or function that is not named here.
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), definitions);
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
  return new Evaluator(parser.parse(), context, new Map(definitions.map((each) => [each.name, each]))).evaluate();
}
