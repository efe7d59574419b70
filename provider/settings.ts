/** One setting of the provider. */
export interface Setting {
  /** The setting's name without a namespace. */
  readonly key: string;
  readonly env?: string;
  readonly example: string;
  readonly secret?: boolean;
}

export const SETTINGS = {
  baseUrl: { key: "baseUrl", env: "SAIL_BASE_URL", example: "https://example.api.identitynow.com" },
  clientId: { key: "clientId", env: "SAIL_CLIENT_ID", example: "<client id>" },
  clientSecret: { key: "clientSecret", env: "SAIL_CLIENT_SECRET", example: "", secret: true },
  apiVersion: { key: "apiVersion", env: "SAIL_API_VERSION", example: "v2025" },
  adopt: { key: "adopt", example: "true" },
  rateLimit: { key: "rateLimit", env: "SAIL_RATE_LIMIT", example: "100/10s" },
  retryTimeout: { key: "retryTimeout", env: "SAIL_RETRY_TIMEOUT", example: "10m" },
  requestTimeout: { key: "requestTimeout", env: "SAIL_REQUEST_TIMEOUT", example: "30s" },
  tenantId: { key: "tenantId", env: "SAIL_TENANT_ID", example: "<tenant id>" },
} satisfies Record<string, Setting>;

/**
 * Whose settings a message is about: the stack's; those of a command that reads only the environment; or the inputs of an explicit
 * provider of the plugin. The environment stands behind all of them.
 */
export type SettingsOf = "stack" | "environment" | { readonly provider: string };

/** `refresh` and `destroy` run without the program. The engine then configures the provider from the state. */
export const REFRESH_CONFIGURATION =
  // Not shown: alone. It ends other messages.
  "`pulumi refresh` and `pulumi destroy` use the configuration of the last `pulumi up`: after a change of the configuration, run " +
  "`pulumi up` first, or add --run-program. The environment variables count for" +
  " a setting that the stack's configuration does not have";

/** What is wrong with a setting: its name, the problem, and how to set it. */
export function describeProblem(setting: Setting, problem: string, of: SettingsOf): string {
  const { key, env } = setting;
  const sentence = problem.endsWith("?") ? problem : `${problem}.`;
  if (of === "environment") {
    return `${env ?? key} ${sentence}`;
  }
  const name = of === "stack" ? `sailpoint:${key}` : key;
  const orEnvironment = env === undefined ? "" : ` or the environment variable ${env}`;
  return `${name} ${sentence} ${howToSet(setting, of)}${orEnvironment}`;
}

function howToSet({ key, example, secret }: Setting, of: "stack" | { readonly provider: string }): string {
  if (of !== "stack") {
    return `Set the input \`${key}\` of the provider ${JSON.stringify(of.provider)}`;
  }
  // A secret in the command would stay in the shell's history; Pulumi asks for it.
  const assignment = secret ? `--secret sailpoint:${key}` : `sailpoint:${key} ${example}`;
  return `Set it with \`pulumi config set ${assignment}\`${secret ? " (it asks for the value)" : ""}`;
}
