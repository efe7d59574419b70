import * as pulumi from "@pulumi/pulumi";
import { packageVersion } from "../../../packageFiles";
import type { CustomizerDeploymentArgs } from "../../../program/customizerDeployment";
import { watchEngine } from "../../engineWatch";
import { CUSTOMIZER_DEPLOYMENT, CustomizerDeployment } from "./customizerDeployment";

// The process that constructs components. It ends with the plugin's process, which holds its standard input open.
const [address = ""] = process.argv.slice(2);
process.stdin.on("end", () => process.exit(0)).resume();
watchEngine(address, () => process.exit(1));

const components: pulumi.provider.Provider = {
  version: packageVersion(),
  async construct(name, type, inputs, options) {
    if (type !== CUSTOMIZER_DEPLOYMENT) {
      throw new Error(`The SailPoint provider has no component of the type ${JSON.stringify(type)}.`);
    }
    if (inputs["archive"] === undefined) {
      throw new Error(`CustomizerDeployment "${name}": archive is missing. It is the code of the customizer.`);
    }
    const { urn, customizerId, version, imageId } = new CustomizerDeployment(
      name,
      inputs as unknown as CustomizerDeploymentArgs,
      options,
    );
    return { urn, state: { customizerId, version, imageId } };
  },
};

pulumi.provider.main(components, process.argv.slice(2));
