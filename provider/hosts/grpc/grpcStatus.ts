/** The codes of gRPC that the hosts use (grpc.io, "Status codes"). */
export const status = {
  OK: 0,
  UNKNOWN: 2,
  FAILED_PRECONDITION: 9,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
} as const;

/** How a call ended, if not with a reply. */
export interface GrpcFailure {
  readonly code: number;
  readonly details: string;
  /** `google.rpc.Status` in base64, as the engine and the SDK send it for errors at properties. */
  readonly statusDetails?: string | undefined;
}

/** A call that the other side answered with a failure, or not at all. */
export class GrpcError extends Error implements GrpcFailure {
  override readonly name = "GrpcError";
  readonly code: number;
  readonly details: string;
  readonly statusDetails: string | undefined;

  constructor({ code, details, statusDetails }: GrpcFailure) {
    super(details);
    this.code = code;
    this.details = details;
    this.statusDetails = statusDetails;
  }
}

type Headers = Record<string, string | string[] | number | undefined>;

/** The headers that end a call. */
export function statusHeaders({ code, details, statusDetails }: GrpcFailure): Record<string, string> {
  return {
    "grpc-status": String(code),
    // By way of a buffer, because encodeURI refuses half of a surrogate pair. `@grpc/grpc-js` reads with decodeURI.
    "grpc-message": encodeURI(Buffer.from(details).toString()),
    ...(statusDetails === undefined ? {} : { "grpc-status-details-bin": statusDetails }),
  };
}

/** Reads the headers that end a call. Undefined if it succeeded. */
export function failureOf(headers: Headers): GrpcFailure | undefined {
  const code = Number(headers["grpc-status"] ?? status.UNKNOWN);
  const statusDetails = headers["grpc-status-details-bin"];
  return code === status.OK
    ? undefined
    : {
        code,
        details: decodeMessage(String(headers["grpc-message"] ?? "no message")),
        statusDetails: typeof statusDetails === "string" ? statusDetails : undefined,
      };
}

function decodeMessage(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
