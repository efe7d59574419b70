// A script with an HTTP client: one request after the other; after a 429, it waits as long as the answer says.
import { setTimeout as sleep } from "node:timers/promises";
import { getToken } from "../plain/getToken.js";

const base = process.env.SAIL_BASE_URL;
const token = await getToken();

async function api(method, path, body) {
  for (;;) {
    const answer = await fetch(`${base}/v2025/connector-customizers${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    if (answer.status === 429) {
      await answer.body?.cancel();
      await sleep(1_000 * Number(answer.headers.get("retry-after") ?? 1));
    } else if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    } else {
      return answer.status === 204 ? undefined : answer.json();
    }
  }
}

async function list() {
  const all = [];
  for (let offset = 0; ; offset += 250) {
    const page = await api("GET", `?limit=250&offset=${offset}`);
    all.push(...page);
    if (page.length < 250) {
      return all;
    }
  }
}

const names = Array.from(
  { length: Number(process.env.BENCH_COUNT) },
  (_, index) => `${process.env.BENCH_PREFIX}-${index}`,
);

const work = {
  async create() {
    const there = new Set((await list()).map(({ name }) => name));
    for (const name of names.filter((wanted) => !there.has(wanted))) {
      await api("POST", "", { name });
    }
  },
  unchanged: () => work.create(),
  refresh: () => list(),
  async rename() {
    for (const { id, name } of await list()) {
      await api("PUT", `/${id}`, { name: `${process.env.BENCH_PREFIX}-${name.split("-").pop()}` });
    }
  },
  async destroy() {
    for (const { id } of await list()) {
      await api("DELETE", `/${id}`);
    }
  },
};

await work[process.argv[2]]();
