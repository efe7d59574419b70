import { REFRESH_CONFIGURATION } from "../settings";

const CHECK_ADDRESS =
  "Check that sailpoint:baseUrl (SAIL_BASE_URL) is the API's address, https://{tenant}.api.identitynow.com";

/** Advice for wrong credentials. */
export const CHECK_CREDENTIALS = `Check sailpoint:clientId and sailpoint:clientSecret (SAIL_CLIENT_ID, SAIL_CLIENT_SECRET). ${REFRESH_CONFIGURATION}`;

/**
 * Advice for an answer that is not 2xx.
 *
 * @param form of the body: the API sends JSON, and a page or a text comes from elsewhere
 */
export function hintForStatus(status: number, form: "html" | "json" | "text"): string | undefined {
  if (status === 407) {
    return "A proxy asks for a login: check the environment variables HTTPS_PROXY and HTTP_PROXY, with user name and password";
  }
  if (status === 511) {
    return "The network asks for a login: open any page in a browser on this network, then try again";
  }
  if (form === "html" && status < 500) {
    const version = status === 404 ? ", and that the tenant serves sailpoint:apiVersion (SAIL_API_VERSION)" : "";
    return `${CHECK_ADDRESS}${version}, and that no proxy answers in its place`;
  }
  if (status >= 300 && status < 400) {
    return `${CHECK_ADDRESS}, and that no proxy asks for a login in its place`;
  }
  switch (status) {
    case 401:
      return CHECK_CREDENTIALS;
    case 403:
      return (
        "The API client needs the scopes sp:connector:read and sp:connector:manage. Some tenants refuse an API client that has " +
        "them: use a personal access token of a user with the level ORG_ADMIN" +
        (form === "text" ? ". The answer is no JSON, so it may come from a proxy or a firewall" : "")
      );
    case 405:
      return `${CHECK_ADDRESS}, and that the tenant serves sailpoint:apiVersion (SAIL_API_VERSION)`;
    default:
      return undefined;
  }
}
