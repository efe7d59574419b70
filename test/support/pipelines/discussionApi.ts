import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { Hono } from "hono";

interface Remark {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
  readonly author: { readonly id: number };
}

/** The part of GitHub's and GitLab's APIs that keeps the remarks on one pull request or merge request. */
export async function discussionApi() {
  const remarks: Remark[] = [];
  const writes: string[] = [];
  const add = (body: string, { login, id }: { login: string; id: number }) => {
    const remark = { id: remarks.length + 1, body, user: { login }, author: { id } };
    remarks.push(remark);
    return remark;
  };
  const page = (query: Record<string, string>) => {
    const size = Number(query["per_page"] ?? 20);
    return remarks.slice((Number(query["page"] ?? 1) - 1) * size).slice(0, size);
  };
  const change = (id: string, body: string) => {
    const remark = remarks.find((each) => each.id === Number(id));
    if (!remark) {
      throw new Error(`There is no remark ${id}`);
    }
    remark.body = body;
    return remark;
  };
  const app = new Hono();
  app.use(async (context, next) => {
    const { authorization, "private-token": token } = context.req.header();
    if (authorization !== "Bearer token-of-the-run" && token !== "token-for-notes") {
      return context.json({ message: "401 Unauthorized" }, 401);
    }
    if (context.req.method !== "GET") {
      writes.push(`${context.req.method} ${context.req.path}`);
    }
    return next();
  });
  const github = "/repos/example/payroll/issues";
  const bot = { login: "github-actions[bot]", id: 41 };
  app.get(`${github}/7/comments`, (context) => context.json(page(context.req.query())));
  app.post(`${github}/7/comments`, async (context) => context.json(add((await context.req.json()).body, bot), 201));
  app.patch(`${github}/comments/:id`, async (context) =>
    context.json(change(context.req.param("id"), (await context.req.json()).body)),
  );
  const gitlab = "/projects/12/merge_requests/7/notes";
  app.get("/user", (context) => context.json({ id: bot.id }));
  app.get(gitlab, (context) => context.json(page(context.req.query())));
  app.post(gitlab, async (context) => context.json(add((await context.req.json()).body, bot), 201));
  app.put(`${gitlab}/:id`, async (context) =>
    context.json(change(context.req.param("id"), (await context.req.json()).body)),
  );
  const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" });
  await new Promise((done) => server.once("listening", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    remarks,
    writes,
    add,
    close: () => new Promise((done) => server.close(done)),
  };
}

export type DiscussionApi = Awaited<ReturnType<typeof discussionApi>>;
