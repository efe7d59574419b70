import type { Customizer } from "../../client/wireTypes";
import type { Context } from "../resource";
import { describeTaken } from "./adoptOrCreate";

/**
 * Renames a customizer with PUT and checks that the tenant shows the new name.
 *
 * @param created when it was created, as the state says
 */
export async function renameCustomizer(
  context: Context,
  id: string,
  name: string,
  created: string | undefined,
  what: string,
): Promise<Customizer> {
  const { client, names, ownership, recentlyCreated } = context;
  const others = (await names.named(name)).filter((other) => other.id !== id);
  if (others.length > 0) {
    const ours = others.some((other) => ownership.managesCustomizer(other.id));
    const whose = ours ? ", of another resource of this program" : "";
    const advice = ours
      ? "If that resource gives the name up in the same run, run `pulumi up` again; to swap two names, use a third name first."
      : "Choose another name, or delete or rename the existing one first.";
    throw new Error(`Could not ${what}: ${describeTaken(others)}${whose}. ${advice}`);
  }
  const replied = await recentlyCreated.lookUntilVisible(id, created, () => client.renameCustomizer(id, name));
  if (!replied) {
    throw isGone(what);
  }
  const renamed = replied !== "accepted" && replied.name === name ? replied : await client.customizer(id);
  if (!renamed) {
    throw isGone(what);
  }
  if (renamed.name !== name) {
    throw new Error(
      `Could not ${what}: the tenant accepted the request and kept the name ${JSON.stringify(renamed.name)}. ` +
        'This tenant does not allow renaming: use onNameChange: "replace".',
    );
  }
  names.put(renamed);
  return renamed;
}

function isGone(what: string): Error {
  return new Error(
    `Could not ${what}: the tenant has none of this id any more. ` +
      "Run `pulumi refresh`, then `pulumi up` to create it again.",
  );
}
