import type { DeclaredCustomizer, DeclaredLink, Program } from "./program";

export const PROJECT = "soak";
export const STACK = "test";

const PREFIX = `urn:pulumi:${STACK}::${PROJECT}::`;
const COMPONENT = "sailpoint:index:CustomizerDeployment$";
/** What the types of the dynamic provider's resources begin with. The model has the URNs of this host. */
export const TYPES = "pulumi-nodejs:dynamic/sailpoint:";

type Kind = "ConnectorCustomizer" | "ConnectorCustomizerVersion" | "ConnectorCustomizerLink";

function urnOf(kind: Kind, logical: string, deployment: boolean): string {
  return `${PREFIX}${deployment ? COMPONENT : ""}${TYPES}${kind}::${logical}`;
}

/** The URN of a declared customizer. */
export function customizerUrn({ logical, deployment }: DeclaredCustomizer): string {
  return urnOf("ConnectorCustomizer", logical, deployment);
}

/** The URN of a declared link. */
export function linkUrn({ customizers }: Program, { customizer, logical, instance }: DeclaredLink): string {
  const deployment = customizers.some((one) => one.logical === customizer && one.deployment);
  return urnOf("ConnectorCustomizerLink", deployment ? `${customizer}-${instance}` : logical, deployment);
}

/** The URNs of all resources that a program declares, components excluded. */
export function declaredUrns(program: Program): string[] {
  return [
    ...program.customizers.map(customizerUrn),
    ...program.customizers
      .filter(({ code }) => code !== undefined)
      .map(({ logical, deployment }) => urnOf("ConnectorCustomizerVersion", logical, deployment)),
    ...program.links.map((link) => linkUrn(program, link)),
  ];
}

/** The short form of a URN: kind and logical name. */
export function shortUrn(urn: string): string {
  return urn.slice(urn.lastIndexOf("sailpoint:") + "sailpoint:".length).replace("::", " ");
}
