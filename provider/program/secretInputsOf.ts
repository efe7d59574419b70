import * as pulumi from "@pulumi/pulumi";
import { SECRET_INPUTS } from "../hosts/secretInputs";

/**
 * An input that lists the names of the secret inputs; nothing if no input is an output. The engine passes plain values to a
 * dynamic provider, and the provider must know which of them to keep out of its messages.
 */
export function secretInputsOf(props: pulumi.Inputs): pulumi.Inputs {
  const outputs = Object.entries(props).filter(([, value]) => pulumi.Output.isInstance(value));
  if (outputs.length === 0) {
    return {};
  }
  return { [SECRET_INPUTS]: namesOfSecrets(outputs as [string, pulumi.Output<unknown>][]) };
}

async function namesOfSecrets(
  outputs: readonly (readonly [string, pulumi.Output<unknown>])[],
): Promise<string[] | undefined> {
  const secret = await Promise.all(outputs.map(([, output]) => pulumi.isSecret(output)));
  const names = outputs.map(([name]) => name).filter((_, index) => secret[index]);
  return names.length > 0 ? names : undefined;
}
