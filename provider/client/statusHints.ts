import { REFRESH_CONFIGURATION } from "../config";

const CHECK_ADDRESS =
  "Check that sailpoint:baseUrl (SAIL_BASE_URL) is the API's address, https://{tenant}.api.identitynow.com";

/**
 * Advice for an answer that is not 2xx.
 *
 * @param html whether the body is a page, which the API never sends
 */
export function hintForStatus(status: number, html: boolean): string | undefined {
  if (html && status < 500) {
    const version = status === 404 ? ", and that the tenant serves sailpoint:apiVersion (SAIL_API_VERSION)" : "";
    return `${CHECK_ADDRESS}${version}, and that no proxy answers in its place`;
  }
  switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return CHECK_ADDRESS;
    case 401:
      return (
        "Check sailpoint:clientId and sailpoint:clientSecret (SAIL_CLIENT_ID, SAIL_CLIENT_SECRET). " +
        REFRESH_CONFIGURATION
      );
    case 403:
      return (
        "The API client needs the scopes sp:connector:read and sp:connector:manage. Some tenants refuse an API client that has " +
        "them: use a personal access token of a user with the level ORG_ADMIN"
      );
    default:
      return undefined;
  }
}
