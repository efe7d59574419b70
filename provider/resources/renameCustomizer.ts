import type { Customizer } from "../client/wireTypes";
import { claimOf, leavingOf } from "./customizerClaims";
import type { Context } from "./resource";
import { taken } from "./takeName";

/** Renames a customizer and makes sure that the tenant has taken the name. */
export async function renameCustomizer(context: Context, id: string, name: string, what: string): Promise<Customizer> {
  const { client, names, claims } = context;
  const others = (await names.named(name)).filter((other) => other.id !== id);
  if (others.length > 0) {
    const ours = others.some((other) => claims.has(claimOf(other.id)) || claims.has(leavingOf(other.id)));
    throw new Error(
      `Could not ${what}: ${taken(others)}${ours ? ", of another resource of this program" : ""}. ` +
        (ours
          ? "Where it is to give the name up in the same run, run `pulumi up` again; to swap two names, go by a third."
          : "Choose another name, or delete or rename the existing one first."),
    );
  }
  const replied = await client.renameCustomizer(id, name);
  if (!replied) {
    throw new Error(
      `Could not ${what}: the tenant has none of this id any more. ` +
        "Run `pulumi refresh`, then `pulumi up` to create it again.",
    );
  }
  const renamed = replied !== "accepted" && replied.name === name ? replied : await client.customizer(id);
  if (renamed?.name !== name) {
    throw new Error(
      `Could not ${what}: the tenant accepted the request and kept the name ${JSON.stringify(renamed?.name)}. ` +
        'This tenant takes names as immutable: use onNameChange: "replace".',
    );
  }
  claims.take(claimOf(id));
  await names.put(renamed);
  return renamed;
}
