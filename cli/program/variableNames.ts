/** Words that cannot be a variable in a module of TypeScript, and the names that the program itself uses. */
const RESERVED: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as async await boolean break case catch class const continue debugger declare default delete do else " +
    "enum eval export extends false finally for from function get if implements import in infinity instanceof interface is let " +
    "module namespace new null number object of package private protected public require return set static string super switch " +
    "symbol this throw true try type typeof undefined unknown var void while with yield exports global globalThis process " +
    "console sailpoint pulumi"
  ).split(" "),
);

/**
 * Variables for logical names: camel case, valid and unique.
 *
 * @param logicalNames lower-case letters, digits and dashes, beginning with a letter; each of them once
 * @returns the variables by logical name
 */
export function variableNames(logicalNames: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set<string>();
  return new Map(
    logicalNames.map((logicalName) => {
      const camel = logicalName.replace(/-+([a-z0-9])/g, (_, next: string) => next.toUpperCase());
      const base = RESERVED.has(camel) ? `${camel}Customizer` : camel;
      let name = base;
      for (let number = 2; used.has(name); number++) {
        name = `${base}_${number}`;
      }
      used.add(name);
      return [logicalName, name];
    }),
  );
}
