/** The API versions that this provider supports. `v1` means the paths `/connector-customizers/v1`. */
export const API_VERSIONS = ["v2024", "v2025", "v2026", "beta", "v1"] as const;

export type ApiVersion = (typeof API_VERSIONS)[number];
