import type { Check } from "../observed";
import { idsNamed } from "../snapshots";

/** The run made no second customizer of a name, neither by creating nor by renaming. */
export const namesOnce: Check = ({ before, after }) =>
  [...after.tenant.customizers].flatMap(([id, { name }]) => {
    const isNew = before.tenant.customizers.get(id)?.name !== name;
    const all = idsNamed(after.tenant, name);
    return isNew && all.length > 1
      ? [`"${name}" exists ${all.length} times: ${all.join(", ")}; the run made ${id}`]
      : [];
  });
