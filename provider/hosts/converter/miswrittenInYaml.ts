/** Words and numbers that YAML does not read as text, and that the generator leaves without quotes. */
const NOT_TEXT = /^(?:~|null|true|false|[-+]?(?:0[xob][\da-f_]+|\.(?:inf|nan)|\d[\d_]*_[\d_.]*))$/i;
const QUOTED = /^(?:true|false)$/;

/**
 * Whether Pulumi's generator for YAML writes a name without the quotes or escapes that it needs (measured with pulumi-yaml 1.25.0).
 * The program would then declare another name.
 */
function isMiswrittenInYaml(name: string): boolean {
  return (NOT_TEXT.test(name) && !QUOTED.test(name)) || name.includes("$$");
}

/** Advice for the names among these; none if there is none. The engine does not show a converter the language of the program. */
export function yamlAdvice(customizers: readonly { readonly id: string; readonly name: string }[]): string[] {
  const names = customizers
    .filter(({ name }) => isMiswrittenInYaml(name))
    .map(({ id, name }) => `${JSON.stringify(name)} (${id})`);
  return names.length === 0
    ? []
    : [
        "in a YAML program, Pulumi writes these names wrongly; quote them, and write each $ of $$ twice, before you run " +
          `\`pulumi up\`: ${names.join(", ")}`,
      ];
}
