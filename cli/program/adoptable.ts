import type { Customizer } from "../../provider/client/wireTypes";
import type { Refusal } from "../../provider/hosts/converter/tenantContents";

const NAMELESS = "without a name, which adopt: true cannot find";
const AMBIGUOUS =
  "whose name another customizer has as well, so adopt: true cannot choose (rename or delete one, or import by id with the plugin)";

/** `adopt` finds a customizer by its name: it must have one, and be the only one that has it. */
export function adoptable(): Refusal {
  let counts: ReadonlyMap<string, number> | undefined;
  return ({ name }, all) => {
    counts ??= countNames(all);
    return name === "" ? NAMELESS : counts.get(name) === 1 ? undefined : AMBIGUOUS;
  };
}

function countNames(all: readonly Customizer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of all) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
