import { parse } from "yaml";

/** The ids that pages use. */
export const UUID = /\b[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g;

/** A program in TypeScript or JavaScript under names and ids of its own, so that several fit into one stack and one tenant. */
export function withOwnNames(program: string, index: number): string {
  return withOwnIds(program, index)
    .replace(/((?:new \w+\.\w+|\.get)\(\s*)"([^"]+)"/g, `$1"$2-${index}"`)
    .replace(/(aliases: \[\{ name: )"([^"]+)"/g, `$1"$2-${index}"`)
    .replace(/\b((?:name|sourceName): )"([A-Z][^"]*)"/g, `$1"$2 ${index}"`);
}

/** The same for a program in YAML. */
export function yamlWithOwnNames(program: string, index: number): string {
  const { resources, variables, config } = parse(program) as Record<string, object | undefined>;
  const names = [resources, variables, config].flatMap((section) => Object.keys(section ?? {}));
  const own = names.reduce(
    (text, name) =>
      text
        .replace(new RegExp(`^  ${name}:`, "gm"), `  ${name}${index}:`)
        .replace(new RegExp(`\\$\\{${name}(?=[.}[])`, "g"), `\${${name}${index}`),
    withOwnIds(program, index),
  );
  return own.replace(/^( +(?:name|sourceName): )(["']?)([A-Z].*?)\2$/gm, `$1$2$3 ${index}$2`);
}

const withOwnIds = (program: string, index: number) =>
  program.replace(UUID, (_, rest: string) => `${String(index).padStart(8, "0")}${rest}`);
