import { GrpcError, type GrpcFailure, status } from "../grpc/grpcStatus";

/** A call that this provider does not serve. */
export class NotServedError extends Error {
  override readonly name = "NotServedError";
}

/**
 * Converts an error to gRPC's form. The code says whether the call may have had an effect: the engine takes UNKNOWN for
 * "perhaps", and FAILED_PRECONDITION for "no" (sdk/go/common/resource/plugin/provider_plugin.go, resourceStateAndError).
 *
 * @param toShow what a user may see of a message
 */
export function toFailure(error: unknown, toShow: (text: string) => string): GrpcFailure {
  if (error instanceof GrpcError) {
    // An error of the process for components is passed on.
    return { code: error.code, details: toShow(error.details), statusDetails: error.statusDetails };
  }
  const details = toShow(error instanceof Error ? error.message : String(error));
  if (error instanceof NotServedError) {
    return { code: status.UNIMPLEMENTED, details };
  }
  const isAmbiguous = (error as { ambiguous?: unknown } | undefined)?.ambiguous === true;
  return { code: isAmbiguous ? status.UNKNOWN : status.FAILED_PRECONDITION, details };
}
