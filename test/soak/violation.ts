import type { Moment } from "./observed";
import type { Program } from "./program";
import { shortUrn } from "./urns";

export interface Evidence {
  readonly problems: readonly string[];
  readonly steps: readonly string[];
  readonly program: Program;
  readonly moment: Moment;
  readonly output: string;
}

/** A history broke a rule of ownership. The message shows the history, the tenant, the state and the last output. */
export class Violation extends Error {
  override readonly name = "Violation";
  readonly problems: readonly string[];

  constructor({ problems, steps, program, moment, output }: Evidence) {
    const section = (title: string, lines: readonly string[]) =>
      [`${title}:`, ...(lines.length > 0 ? lines : ["(nothing)"]).map((line) => `  ${line}`)].join("\n");
    super(
      [
        section("Violated", problems),
        section("History", steps),
        section("Program", [
          ...program.customizers.map((one) => JSON.stringify(one)),
          ...program.links.map((one) => JSON.stringify(one)),
        ]),
        section("Tenant", tenantLines(moment)),
        section("State", stateLines(moment)),
        section("Output of the last run", output.trimEnd().split("\n")),
      ].join("\n"),
    );
    this.problems = problems;
  }
}

function tenantLines({ tenant }: Moment): string[] {
  const customizers = [...tenant.customizers].filter(([, { name }]) => !name.startsWith("Crowd "));
  return [
    ...customizers.map(([id, { name, versions }]) => `customizer ${id} "${name}", ${versions} versions`),
    ...[...tenant.links].map(([instance, id]) => `link ${instance} → ${id}`),
  ];
}

function stateLines({ state }: Moment): string[] {
  return state.resources.map(({ urn, id, outputs, delete: waits }) => {
    const about = ["name", "customizerId"].flatMap((key) => (outputs?.[key] ? [String(outputs[key])] : []));
    return [shortUrn(urn), id, ...about, ...(waits ? ["(to be deleted)"] : [])].join(" ");
  });
}
