import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { ZipFile } from "yazl";
import { startTenant } from "../../dist/tenant/index.js";

const CUSTOMIZERS = "/v2025/connector-customizers";
const INSTANCES = "/beta/connector-instances";

/** A tenant as a team sees it after some deployments: three customizers, two links, a fault that has hit. Takes 35 seconds. */
export async function storyTenant() {
  const tenant = await startTenant({
    instances: ["Payroll SaaS", "HR SaaS", "Contractors SaaS"].map((name) => ({ name })),
  });
  const send = await api(tenant);
  const deploy = async (name, instance, versions) => {
    const { id } = await send("POST", CUSTOMIZERS, { name });
    for (let version = 1; version <= versions; version++) {
      await send("POST", `${CUSTOMIZERS}/${id}/versions`, await archive(version));
    }
    await link(instance, id);
    return id;
  };
  const link = async (instance, value) => {
    const path = `${INSTANCES}/${tenant.instances[instance].id}`;
    await send("GET", path);
    const patch = [{ op: "replace", path: "/connectorCustomizerId", value }];
    const answer = await send("PATCH", path, patch);
    return answer ?? send("PATCH", path, patch);
  };
  const refresh = async (ids, rounds) => {
    for (let round = 0; round < rounds; round++) {
      for (const id of ids) {
        await send("GET", `${CUSTOMIZERS}/${id}`);
      }
      await sleep(300);
    }
  };

  await send("GET", `${CUSTOMIZERS}?offset=0&limit=250`);
  const ids = [await deploy("Payroll", 0, 2)];
  await refresh(ids, 20);
  tenant.fault({ route: "delete", count: 3, action: { resetAfter: true } });
  tenant.fault({ route: "patchInstance", action: { status: 503 } });
  ids.push((await send("POST", CUSTOMIZERS, { name: "Contractors" })).id);
  await refresh(ids, 25);
  await sleep(6_000);
  await refresh(ids, 30);
  await deploy("HR joiners and leavers", 1, 3);
  return tenant;
}

/** Returns a function that sends a request and returns the answer's JSON, or nothing if it was refused. */
async function api({ url, clientId, clientSecret }) {
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const reply = await fetch(`${url}/oauth/token`, { method: "POST", body: new URLSearchParams(form) });
  const { access_token } = await reply.json();
  return async (method, path, body) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
      body: body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    return answer.ok ? JSON.parse(text || "{}") : undefined;
  };
}

function archive(version) {
  const zip = new ZipFile();
  const code = Array.from({ length: 900 }, (_, line) => `exports.line${line} = ${(line * 7919 * version) % 104_729};`);
  zip.addBuffer(Buffer.from(code.join("\n")), "index.js");
  zip.addBuffer(Buffer.from(JSON.stringify({ name: "customizer", commands: [] })), "connector-spec.json");
  zip.end();
  return buffer(zip.outputStream);
}
