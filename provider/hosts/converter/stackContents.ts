/** What a stack manages of a tenant: logical names by id. */
export interface StackContents {
  readonly customizers: ReadonlyMap<string, string>;
  /** By the id of the connector instance. */
  readonly links: ReadonlyMap<string, string>;
  /** The tenant of its resources; undefined if none shows it, or if explicit providers may reach several. */
  readonly tenantId?: string | undefined;
}

export const NOTHING: StackContents = { customizers: new Map(), links: new Map() };

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  /** True for a resource that is only read (`get`). */
  readonly external?: boolean;
  readonly outputs?: { readonly tenantId?: unknown };
}

/**
 * Reads what a stack manages from its state, with the dynamic provider or with the plugin.
 *
 * @param exported what `pulumi stack export` prints
 * @throws Error if it is not the state of a stack
 */
export function stackContents(exported: string): StackContents {
  const resources = resourcesOf(exported).filter(({ id, external }) => id && !external);
  const ofKind = (kind: string) =>
    new Map(
      resources
        .filter(({ type }) => type === `sailpoint:index:${kind}` || type === `pulumi-nodejs:dynamic/sailpoint:${kind}`)
        .map(({ id = "", urn }) => [id, urn.split("::").slice(3).join("::")]),
    );
  const isExplicit = ({ type, urn }: StoredResource) =>
    type === "pulumi:providers:sailpoint" && !/::default(_[^:]*)?$/.test(urn);
  const tenantIds = resources
    .filter(({ type }) => /^(sailpoint:index|pulumi-nodejs:dynamic\/sailpoint):/.test(type))
    .map(({ outputs }) => outputs?.tenantId);
  return {
    customizers: ofKind("ConnectorCustomizer"),
    links: ofKind("ConnectorCustomizerLink"),
    tenantId: resources.some(isExplicit)
      ? undefined
      : tenantIds.find((tenantId): tenantId is string => typeof tenantId === "string" && tenantId !== ""),
  };
}

/**
 * Reads the file of `--only-new`.
 *
 * @throws Error that names the option, the file and what is wrong
 */
export function readStackContents(file: string, read: () => string): StackContents {
  try {
    return stackContents(read());
  } catch (error) {
    throw new Error(`--only-new ${file}: ${(error as Error).message}`);
  }
}

function resourcesOf(exported: string): StoredResource[] {
  const { deployment } = parsed(exported) as { deployment?: { resources?: StoredResource[] | null } | null };
  if (typeof deployment !== "object" || deployment === null) {
    throw new Error(`it is not the state of a stack: \`deployment\` is missing. ${ADVICE}`);
  }
  return deployment.resources ?? [];
}

function parsed(exported: string): object {
  try {
    return Object(JSON.parse(exported.replace(/^\uFEFF/, "")));
  } catch {
    throw new Error(`it is not JSON. ${ADVICE}`);
  }
}

const ADVICE = "Pass what `pulumi stack export` prints";
