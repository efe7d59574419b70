import { API_VERSIONS, type ApiVersion } from "./apiVersions";
import { parseBaseUrl } from "./baseUrl";
import { withNamesOfSettings } from "./namesOfSettings";
import { describeProblem, REFRESH_CONFIGURATION, SETTINGS, type Setting, type SettingsOf } from "./settings";

export { API_VERSIONS, type ApiVersion };

/** Maximum number of requests within a sliding window. */
export interface RateLimit {
  readonly requests: number;
  readonly windowMs: number;
}

/** The provider's configuration, validated. */
export interface ProviderConfig {
  /** The address of the tenant's API, without a slash at the end. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly apiVersion: ApiVersion;
  /** Default of the resources' input `adopt`. */
  readonly adopt: boolean;
  readonly rateLimit: RateLimit;
  /** Limit for one request with its repetitions and waits, in milliseconds. */
  readonly retryTimeoutMs: number;
  /** Limit for the tenant's answer to one attempt, in milliseconds. */
  readonly requestTimeoutMs: number;
  /** The tenant that the stack belongs to. Default: none, any tenant is accepted. */
  readonly tenantId?: string;
}

/** Reads one stack config value by its key without the namespace, e.g. `baseUrl`. */
export type ConfigReader = (key: string) => string | undefined;

/** What is wrong with one setting. */
export interface ConfigProblem {
  /** The setting's name without a namespace: `baseUrl`. */
  readonly key: string;
  /** Names the setting, what is wrong, and how to set it. */
  readonly text: string;
}

/** The configuration is incomplete or malformed; the message names every problem and the ways to set each value. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(
    readonly problems: readonly ConfigProblem[],
    of: SettingsOf,
  ) {
    const which = typeof of === "string" ? "" : ` ${JSON.stringify(of.provider)}`;
    const list = problems.map(({ text }) => `\n  - ${text}`).join("");
    const advice = of === "environment" ? "" : `\n  ${REFRESH_CONFIGURATION}.`;
    super(`The SailPoint provider${which} is not configured:${list}${advice}`);
  }
}

/**
 * Reads and validates the configuration. Stack config wins over the environment.
 *
 * @param of whose settings are read
 * @throws ConfigError naming everything that is missing or malformed, before any request is made
 */
export function resolveConfig(
  read: ConfigReader,
  env: NodeJS.ProcessEnv = process.env,
  of: SettingsOf = "stack",
): ProviderConfig {
  const problems: ConfigProblem[] = [];
  const addProblem = (setting: Setting, problem: string) => {
    problems.push({ key: setting.key, text: describeProblem(setting, withNamesOfSettings(problem, of), of) });
  };
  const raw = (setting: Setting): string | undefined => {
    const value = read(setting.key) ?? (setting.env ? env[setting.env] : undefined);
    return value === undefined || value.trim() === "" ? undefined : value.trim();
  };
  const required = <T>(setting: Setting, parse: (text: string) => T): T | undefined => {
    const text = raw(setting);
    if (text === undefined) {
      addProblem(setting, "is not set");
      return undefined;
    }
    return attempt(setting, () => parse(text));
  };
  const optional = <T>(setting: Setting, fallback: T, parse: (text: string) => T): T | undefined => {
    const text = raw(setting);
    return text === undefined ? fallback : attempt(setting, () => parse(text));
  };
  const attempt = <T>(setting: Setting, parse: () => T): T | undefined => {
    try {
      return parse();
    } catch (error) {
      addProblem(setting, (error as Error).message);
      return undefined;
    }
  };

  const tenantId = raw(SETTINGS.tenantId);
  const config = {
    baseUrl: required(SETTINGS.baseUrl, parseBaseUrl),
    clientId: required(SETTINGS.clientId, (text) => text),
    clientSecret: required(SETTINGS.clientSecret, (text) => text),
    apiVersion: optional(SETTINGS.apiVersion, "v2025", parseApiVersion),
    adopt: optional(SETTINGS.adopt, false, parseBoolean),
    rateLimit: optional(SETTINGS.rateLimit, { requests: 100, windowMs: 10_000 }, parseRateLimit),
    retryTimeoutMs: optional(SETTINGS.retryTimeout, 600_000, parseDuration),
    requestTimeoutMs: optional(SETTINGS.requestTimeout, 30_000, parseDuration),
    ...(tenantId === undefined ? {} : { tenantId }),
  };
  if (problems.length > 0) {
    throw new ConfigError(problems, of);
  }
  return config as ProviderConfig;
}

function parseApiVersion(text: string): ApiVersion {
  const version = API_VERSIONS.find((known) => known === text);
  if (!version) {
    throw new Error(`must be one of ${API_VERSIONS.join(", ")}, not ${JSON.stringify(text)}`);
  }
  return version;
}

function parseBoolean(text: string): boolean {
  if (text !== "true" && text !== "false") {
    throw new Error(`must be true or false, not ${JSON.stringify(text)}`);
  }
  return text === "true";
}

function parseRateLimit(text: string): RateLimit {
  const match = /^(\d+)\s*\/\s*(.+)$/.exec(text);
  const requests = Number(match?.[1]);
  if (!match?.[2] || !(requests >= 1)) {
    throw new Error(`must look like 100/10s (requests per window), not ${JSON.stringify(text)}`);
  }
  return { requests, windowMs: parseDuration(match[2]) };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const LONGEST_MS = 24 * 3_600_000;

function parseDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text);
  const milliseconds = Number(match?.[1]) * (UNITS[match?.[2] ?? ""] ?? Number.NaN);
  if (!(milliseconds >= 1 && milliseconds <= LONGEST_MS)) {
    throw new Error(`must be a time like 500ms, 10s, 5m or 1h (at most 24h), not ${JSON.stringify(text)}`);
  }
  return milliseconds;
}
