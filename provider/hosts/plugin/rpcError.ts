import { type ServiceError, status } from "@grpc/grpc-js";

/** A call that this provider does not serve. */
export class NotServedError extends Error {
  override readonly name = "NotServedError";
}

/**
 * Converts an error to gRPC's form. The code says whether the call may have had an effect: the engine takes UNKNOWN for
 * "perhaps", and FAILED_PRECONDITION for "no" (sdk/go/common/resource/plugin/provider_plugin.go, resourceStateAndError).
 */
export function toServiceError(error: unknown, redact: (text: string) => string): Partial<ServiceError> {
  const details = redact(error instanceof Error ? error.message : String(error));
  if (error instanceof NotServedError) {
    return { code: status.UNIMPLEMENTED, details };
  }
  const { code } = (error ?? {}) as { code?: unknown };
  if (typeof code === "number") {
    // An error of the process for components is passed on.
    return { ...(error as ServiceError), details: redact((error as ServiceError).details) };
  }
  const isAmbiguous = (error as { ambiguous?: unknown } | undefined)?.ambiguous === true;
  return { code: isAmbiguous ? status.UNKNOWN : status.FAILED_PRECONDITION, details };
}
