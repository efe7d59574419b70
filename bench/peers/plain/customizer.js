// A dynamic provider written after Pulumi's documentation: an object with the five functions, and an HTTP helper.
const pulumi = require("@pulumi/pulumi");
const { getToken } = require("./getToken.js");

// An object, because each call would get a new copy of a captured variable.
const session = { token: undefined };

async function api(method, path, body) {
  session.token ??= getToken();
  const answer = await fetch(`${process.env.SAIL_BASE_URL}/v2025/connector-customizers${path}`, {
    method,
    headers: { authorization: `Bearer ${await session.token}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.status === 204 ? undefined : answer.json();
}

const customizerProvider = {
  async diff(_id, olds, news) {
    return { changes: olds.name !== news.name };
  },
  async create(inputs) {
    const { id, created } = await api("POST", "", { name: inputs.name });
    return { id, outs: { name: inputs.name, created } };
  },
  async read(id) {
    const { name, created } = await api("GET", `/${id}`);
    return { id, props: { name, created } };
  },
  async update(id, olds, news) {
    await api("PUT", `/${id}`, { name: news.name });
    return { outs: { ...olds, name: news.name } };
  },
  async delete(id) {
    await api("DELETE", `/${id}`);
  },
};

exports.Customizer = class extends pulumi.dynamic.Resource {
  constructor(name, props, opts) {
    super(customizerProvider, name, { created: undefined, ...props }, opts);
  }
};
