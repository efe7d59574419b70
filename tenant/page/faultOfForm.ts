import { faultSpecSchema } from "../faultSchema";
import type { FaultSpec } from "../faults";
import { checkedValue } from "../routes/validBody";
import { USUAL_FAULTS } from "./usualFaults";

type Fault = { readonly value: FaultSpec } | { readonly problem: string };

/** The fault that the form for usual faults describes. */
export function faultOfForm(values: URLSearchParams): Fault {
  const action = Object.entries(USUAL_FAULTS).find(([key]) => key === values.get("answer"))?.[1].action;
  if (!action) {
    return { problem: "Choose an answer." };
  }
  const route = values.get("route");
  const count = (values.get("count") ?? "1").trim();
  return checkedValue(faultSpecSchema, {
    ...(route ? { route } : {}),
    count: /^\d+$/.test(count) ? Number(count) : count,
    action,
  });
}

/** The fault that a text in JSON describes. */
export function faultOfJson(text: string): Fault {
  try {
    return checkedValue(faultSpecSchema, JSON.parse(text));
  } catch (error) {
    return { problem: `This is not JSON: ${(error as Error).message}` };
  }
}
