import type { Context, Hono, MiddlewareHandler } from "hono";
import { csrf } from "hono/csrf";
import type { TenantEnv, TenantParts } from "../tenantParts";
import { faultOfForm, faultOfJson } from "./faultOfForm";
import type { FormProblem } from "./formProblem";
import { switchesOfForm } from "./switchesOfForm";

type Answer = (c: Context<TenantEnv>, problem: FormProblem) => Response | Promise<Response>;

/** The page's forms. Each is answered with a redirect to its section, or with the page and what is wrong. */
export function formRoutes(app: Hono<TenantEnv>, parts: TenantParts, refuse: Answer): void {
  const { faults, switches, tokens } = parts;
  /** @param work returns what is wrong with the form, if anything is */
  const form = (path: string, id: string, section: string, work: (values: URLSearchParams) => string | undefined) =>
    app.post(`/_tenant/page/${path}`, ownPagesOnly, async (c) => {
      const values = new URLSearchParams(await c.req.text());
      const text = work(values);
      return text === undefined
        ? c.redirect(`/#${section}`, 303)
        : refuse(c, { form: id, text, typed: Object.fromEntries(values) });
    });

  form("faults", "fault-form", "faults", (values) => {
    const fault = faultOfForm(values);
    return "problem" in fault ? fault.problem : void faults.add(fault.value);
  });
  form("faults/json", "fault-json-form", "faults", (values) => {
    const fault = faultOfJson(values.get("json") ?? "");
    return "problem" in fault ? fault.problem : void faults.add(fault.value);
  });
  form("faults/remove", "remove-faults", "faults", (values) => {
    const id = values.get("id");
    for (const fault of faults.all.filter((one) => id === null || String(one.id) === id)) {
      fault.remove();
    }
    return undefined;
  });
  form("switches", "switches-form", "switches", (values) => {
    const set = switchesOfForm(values);
    return "problem" in set ? set.problem : void Object.assign(switches, set.value);
  });
  form("expire-tokens", "expire-tokens", "rate", () => void tokens.expireAll());
}

const ofThisOrigin = csrf();

/** Refuses what a page of another site sends. */
const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  try {
    return await ofThisOrigin(c, next);
  } catch {
    return c.text("This form was sent from another site. Open the tenant's own page, and send it there.", 403);
  }
};
