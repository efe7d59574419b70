import type { IscClient } from "../../client/iscClient";
import type { Customizer } from "../../client/wireTypes";
import { findOne, type Wanted } from "./findOne";

/**
 * Finds exactly one connector customizer, by id or name.
 *
 * @throws Error if there is none, with the nearest ones; or if there are several, with their ids
 */
export function findConnectorCustomizer(client: IscClient, wanted: Wanted): Promise<Customizer> {
  return findOne<Customizer>(wanted, "connector customizer", {
    byId: (id) => client.customizer(id),
    all: () => client.customizers(),
    allForMessage: () => client.customizersForMessage(),
  });
}
