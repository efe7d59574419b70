import type { Customizer } from "../../client/wireTypes";

/** A customizer's id, with the time of its creation if the tenant shows it. */
export function withDate({ id, created }: Customizer): string {
  return created === "" ? id : `${id} (created ${created})`;
}
