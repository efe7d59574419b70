import { type JsonAnswer, jsonServer, type SeenRequest } from "./jsonServer";

interface ForeignCustomizer {
  readonly id: string;
  readonly name: string;
  readonly created: string;
  readonly imageVersion?: number;
}

const CUSTOMIZERS = "/v2025/connector-customizers";
const INSTANCES = "/beta/connector-instances";

/**
 * A tenant that shares no code with the embedded one. It lists the newest customizers first, with pages of its own length, and answers
 * 400 at the end; it lists instances without pages; it does not delete what is linked.
 *
 * @param names the names of its customizers
 * @param links the indexes of the customizers that have an instance each
 */
export async function foreignTenant(
  names: readonly string[],
  { links = [], pageLength = 250 }: { links?: readonly number[]; pageLength?: number } = {},
) {
  const customizers = new Map<string, ForeignCustomizer>();
  const add = (name: string) => {
    const index = customizers.size;
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
    const created = new Date(Date.UTC(2024, 0, 1, 0, index)).toISOString();
    const code = index % 5 === 0 ? { imageVersion: index + 1, imageID: `image-${index}` } : {};
    customizers.set(id, { id, name, created, ...code });
    return id;
  };
  names.forEach(add);
  const ids = [...customizers.keys()];
  const instances = new Map(
    links.map((index) => [
      `instance-${index}`,
      { id: `instance-${index}`, name: `Source ${index}`, connectorCustomizerId: ids[index] as string | undefined },
    ]),
  );
  /** Answers every request, if it is set. */
  let fault: JsonAnswer | undefined;
  let limits = false;

  const server = await jsonServer((request) => {
    if (limits) {
      limits = false;
      return { status: 429, headers: { "retry-after": "1" } };
    }
    return fault ?? answer(request);
  });

  function answer({ method, url, body }: SeenRequest): JsonAnswer {
    const { pathname, searchParams } = new URL(url, "http://foreign");
    if (pathname === CUSTOMIZERS && method === "GET") {
      return page([...customizers.values()].reverse(), searchParams);
    }
    if (pathname === INSTANCES && method === "GET") {
      return { body: [...instances.values()] };
    }
    const id = decodeURIComponent(pathname.split("/").at(-1) ?? "");
    const instance = instances.get(id);
    if (pathname === `${INSTANCES}/${id}` && instance) {
      if (method === "PATCH") {
        const [{ op, value }] = JSON.parse(body) as [{ op: string; value?: string }];
        instance.connectorCustomizerId = op === "remove" ? undefined : value;
      }
      return { body: instance };
    }
    if (pathname === `${CUSTOMIZERS}/${id}` && customizers.has(id)) {
      if (method === "DELETE" && isLinked(id)) {
        return { status: 409, body: { detailCode: "409.1.0", messages: [{ text: "The customizer is in use" }] } };
      }
      return method === "DELETE" && customizers.delete(id) ? { status: 204 } : { body: customizers.get(id) };
    }
    return { status: 404, body: { detailCode: "404 Not found", messages: [] } };
  }

  function isLinked(id: string): boolean {
    return [...instances.values()].some(({ connectorCustomizerId }) => connectorCustomizerId === id);
  }

  function page(all: readonly ForeignCustomizer[], query: URLSearchParams): JsonAnswer {
    const offset = Number(query.get("offset") ?? 0);
    const length = Math.min(Number(query.get("limit") ?? pageLength), pageLength);
    return offset > 0 && offset >= all.length
      ? { status: 400, body: { detailCode: "400.1.0", messages: [{ text: "offset" }] } }
      : { body: all.slice(offset, offset + length) };
  }

  return {
    url: server.url,
    clientId: "foreign-id",
    clientSecret: "canary-secret",
    seen: server.seen,
    customizers,
    instances,
    ids,
    add,
    /** How many requests it has seen, those for tokens included. */
    requests: () => server.seen.length + server.tokens(),
    fail(withAnswer: JsonAnswer | undefined): void {
      fault = withAnswer;
    },
    /** Ends the fault; the next request is refused once with 429. */
    limitOnce(): void {
      fault = undefined;
      limits = true;
    },
    /** The requests that change something. */
    writes: () => server.seen.filter(({ method }) => method !== "GET").map(({ method, url }) => `${method} ${url}`),
  };
}
