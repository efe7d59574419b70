import { IscError } from "../client/iscError";

/** Turns a tenant's refusal to list a collection (4xx) into an empty list; other errors are thrown. */
export function noneIfRefused(error: unknown): [] {
  if (error instanceof IscError && error.status !== undefined && error.status >= 400 && error.status < 500) {
    return [];
  }
  throw error;
}
