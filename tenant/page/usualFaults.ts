import type { FaultAction } from "../faults";

/** The actions that the form for faults offers. */
export const USUAL_FAULTS = {
  status503: { label: "503, nothing done", action: { status: 503 } },
  status500After: { label: "500, although the work is done", action: { status: 500, after: true } },
  status429: {
    label: "429, try again after 2 s",
    action: { status: 429, headers: { "retry-after": "2" }, body: { message: " Rate Limit Exceeded " } },
  },
  status403: { label: "403, not allowed", action: { status: 403, body: { detailMessage: "Forbidden" } } },
  expireToken: { label: "401, the token has expired", action: { expireToken: true } },
  html502: { label: "502, a proxy's HTML page", action: { html: 502 } },
  resetBefore: { label: "connection reset, nothing done", action: { resetBefore: true } },
  resetAfter: { label: "connection reset, although the work is done", action: { resetAfter: true } },
  hang: { label: "no answer, nothing done", action: { hang: true } },
  hangAfter: { label: "no answer, although the work is done", action: { hangAfter: true } },
  delay: { label: "answer 3 s late", action: { delayMs: 3_000 } },
  cutBody: { label: "answer cut off, the work is done", action: { cutBody: true } },
  badJson: { label: "truncated JSON, the work is done", action: { badJson: true } },
  nullJson: { label: "null as JSON, the work is done", action: { wrongJson: null } },
} as const satisfies Record<string, { readonly label: string; readonly action: FaultAction }>;
