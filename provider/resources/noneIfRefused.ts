import { IscError } from "../client/iscError";

/** Turns a tenant's refusal to list a collection (4xx) into an empty list; other errors are thrown. */
export function noneIfRefused(error: unknown): [] {
  if (error instanceof IscError && error.isRefusal) {
    return [];
  }
  throw error;
}
