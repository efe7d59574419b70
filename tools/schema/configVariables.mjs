/**
 * The settings of the provider. `environment` stands in the schema of the stack's configuration only: an explicit provider's
 * inputs become part of the state, and the environment's values must not.
 */
export const CONFIG_VARIABLES = {
  baseUrl: {
    description:
      "The address of the tenant's API, `https://{tenant}.api.identitynow.com`. Plain http is for loopback addresses only.",
    environment: "SAIL_BASE_URL",
  },
  clientId: { description: "The client id of a personal access token of an ORG_ADMIN.", environment: "SAIL_CLIENT_ID" },
  clientSecret: {
    description: "The client secret that belongs to the client id.",
    environment: "SAIL_CLIENT_SECRET",
    secret: true,
  },
  apiVersion: {
    description:
      "The API version whose paths are used: `v2024`, `v2025`, `v2026`, `beta`, or `v1` for the paths `/connector-customizers/v1`.",
    environment: "SAIL_API_VERSION",
    default: "v2025",
  },
  adopt: {
    description: "The default of the input `adopt` of all customizers. Not set, it is `false`.",
    type: "boolean",
  },
  rateLimit: {
    description: "The number of requests that this program may send within a time, as `requests/time`.",
    environment: "SAIL_RATE_LIMIT",
    default: "100/10s",
  },
  retryTimeout: {
    description: "The limit for one request with its repetitions and waits: a time like `500ms`, `30s` or `10m`.",
    environment: "SAIL_RETRY_TIMEOUT",
    default: "10m",
  },
  requestTimeout: {
    description: "The limit for the tenant's answer to one attempt: a time like `500ms` or `30s`.",
    environment: "SAIL_REQUEST_TIMEOUT",
    default: "30s",
  },
  tenantId: {
    description:
      "The id of the tenant that the stack belongs to. Credentials for another tenant are refused before the first change. Not set, the first tenant is the stack's.",
    environment: "SAIL_TENANT_ID",
  },
};

const textOf = ({ description, environment, default: standard }) =>
  [description, environment && `Environment: \`${environment}\`.`, standard && `Default: \`${standard}\`.`]
    .filter(Boolean)
    .join(" ");

/** The schema's `config`: the stack's configuration, with what stands behind it. */
export function configSpec() {
  return {
    variables: mapValues(CONFIG_VARIABLES, (setting) => ({
      ...inputSpec(setting),
      ...(setting.default && { default: setting.default }),
      ...(setting.environment && { defaultInfo: { environment: [setting.environment] } }),
    })),
  };
}

/** The schema's `provider`: the inputs of an explicit provider. */
export function providerSpec() {
  return {
    description:
      "The connection to one tenant of SailPoint Identity Security Cloud. Inputs that are not given are taken from the environment. " +
      "A changed address or rotated credentials replace no resource.",
    inputProperties: mapValues(CONFIG_VARIABLES, inputSpec),
  };
}

function inputSpec(setting) {
  return {
    type: setting.type ?? "string",
    description: textOf(setting),
    ...(setting.secret && { secret: true }),
  };
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
