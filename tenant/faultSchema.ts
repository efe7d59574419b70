import * as v from "valibot";
import type { FaultSpec } from "./faults";
import { ROUTES } from "./requestLog";

const yes = v.literal(true);
const wholeFrom = (least: number) => v.pipe(v.number(), v.integer(), v.minValue(least));
const status = v.pipe(wholeFrom(200), v.maxValue(599));
const headerName = v.pipe(v.string(), v.regex(/^[\w!#$%&'*+.^`|~-]+$/, "is not a header name"));

const action = v.union(
  [
    v.strictObject({
      status,
      headers: v.exactOptional(v.record(headerName, v.string())),
      body: v.exactOptional(v.unknown()),
      text: v.exactOptional(v.string()),
      after: v.exactOptional(v.boolean()),
    }),
    v.strictObject({ resetBefore: yes }),
    v.strictObject({ resetAfter: yes }),
    v.strictObject({ hang: yes }),
    v.strictObject({ hangAfter: yes }),
    v.strictObject({ delayMs: v.pipe(v.number(), v.minValue(0)), before: v.exactOptional(v.boolean()) }),
    v.strictObject({ html: status }),
    v.strictObject({ cutBody: yes }),
    v.strictObject({ badJson: yes }),
    v.strictObject({ wrongJson: v.unknown() }),
    v.strictObject({ expireToken: yes }),
    v.strictObject({ redirect: v.string(), status: v.exactOptional(v.picklist([301, 302, 303, 307, 308])) }),
  ],
  "must be one of {status}, {resetBefore}, {resetAfter}, {hang}, {hangAfter}, {delayMs}, {html}, {cutBody}, {badJson}, " +
    "{wrongJson}, {expireToken} and {redirect}, as docs/tenant.md describes them",
);

const route = v.picklist(ROUTES);

/** Schema of a fault in a request body. */
export const faultSpecSchema: v.GenericSchema<unknown, FaultSpec> = v.strictObject({
  route: v.exactOptional(v.union([route, v.array(route)], `must be one or more of ${ROUTES.join(", ")}`)),
  method: v.exactOptional(v.string()),
  path: v.exactOptional(v.pipe(v.string(), v.nonEmpty("must not be empty"))),
  count: v.exactOptional(v.union([v.literal("always"), wholeFrom(1)], 'must be a whole number from 1 or "always"')),
  skip: v.exactOptional(wholeFrom(0)),
  every: v.exactOptional(wholeFrom(1)),
  action,
});
