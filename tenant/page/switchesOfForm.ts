import { checkedValue } from "../routes/validBody";
import { DEFAULT_SWITCHES, type Switches, switchesSchema } from "../switches";

/** What the form sets each switch to. A checkbox that is off sends nothing. */
export function switchesOfForm(
  values: URLSearchParams,
): { readonly value: Partial<Switches> } | { readonly problem: string } {
  if (values.has("defaults")) {
    return { value: DEFAULT_SWITCHES };
  }
  const given = Object.entries(DEFAULT_SWITCHES).map(([name, standard]) => {
    if (typeof standard === "boolean") {
      return [name, values.has(name)];
    }
    const text = (values.get(name) ?? "").trim();
    return [name, Array.isArray(standard) ? values.getAll(name) : text === "" ? text : Number(text)];
  });
  return checkedValue(switchesSchema, Object.fromEntries(given));
}
