/** The page that shows the tenant's contents in a browser. It loads nothing from other hosts. */
export const consolePage = `<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Embedded tenant</title>
<style>
  :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 15%, transparent); --soft: color-mix(in srgb, currentColor 60%, transparent); }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1rem; margin: 2rem 0 .5rem }
  .wide { overflow-x: auto }
  table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline }
  th { font-weight: 600; color: var(--soft); font-size: .85rem } td { overflow-wrap: anywhere; min-width: 5rem } td:first-child { min-width: 8rem }
  td.id, td.path { font: 13px ui-monospace, monospace } td.id, td.time { white-space: nowrap; min-width: 0 }
  p.soft, td.soft, td.time { color: var(--soft) } .bad { color: light-dark(#b3261e, #ff8a80); font-weight: 600 }
</style>
<h1>Embedded tenant</h1>
<p class="soft" id="about">Loading…</p>
<h2>Connector customizers</h2><div class="wide" id="customizers"></div>
<h2>Connector instances</h2><div class="wide" id="instances"></div>
<h2>Scripted faults and switches</h2><div class="wide" id="faults"></div>
<h2>Last requests</h2><div class="wide" id="requests"></div>
<script>
const cell = (text, kind) => { const td = document.createElement("td"); td.textContent = text; if (kind) td.className = kind; return td };
const table = (place, heads, rows, empty) => {
  const root = document.getElementById(place);
  if (!rows.length) { const p = document.createElement("p"); p.className = "soft"; p.textContent = empty; root.replaceChildren(p); return }
  const made = document.createElement("table"), head = made.insertRow();
  for (const text of heads) { const th = document.createElement("th"); th.textContent = text; head.append(th) }
  for (const cells of rows) made.insertRow().append(...cells);
  root.replaceChildren(made);
};
const show = async () => {
  try {
    const state = await (await fetch("/_tenant/state")).json();
    const nameOf = new Map(state.customizers.map(({ id, name }) => [id, name]));
    document.getElementById("about").textContent = "Tenant " + state.tenantId + ", for trying stacks. Nothing here is real.";
    table("customizers", ["Name", "Id", "Version", "Linked instances", "Created"], state.customizers.map((one) => [
      cell(one.name), cell(one.id, "id"), cell(one.versions.length || "none"),
      cell(state.instances.filter((i) => i.connectorCustomizerId === one.id).map((i) => i.name).join(", ") || "none", "soft"), cell(one.created, "time")]),
      "None yet. A \`pulumi up\` against this tenant will appear here.");
    table("instances", ["Name", "Id", "Source", "Customizer"], state.instances.map((one) => [
      cell(one.name), cell(one.id, "id"), cell(state.sources.filter((s) => s.connectorInstanceId === one.id).map((s) => s.name + " (" + s.id + ")").join(", ") || "none", "soft"), cell(nameOf.get(one.connectorCustomizerId) ?? one.connectorCustomizerId ?? "none", "soft")]),
      "None. Start the tenant with --instance NAME to add one.");
    const switched = Object.entries(state.switches).filter(([name, value]) => String(value) !== String(state.defaultSwitches[name]));
    table("faults", ["What", "How", "Fired"], [
      ...state.faults.map(({ spec, fired }) => [cell("fault"), cell(JSON.stringify(spec), "path"), cell(fired)]),
      ...switched.map(([name, value]) => [cell("switch"), cell(name + ": " + value, "path"), cell("")])],
      "None: the tenant behaves as documented.");
    table("requests", ["Time", "Request", "Status"], state.requests.map((one) => [
      cell(new Date(one.at).toLocaleTimeString(), "time"), cell(one.method + " " + one.path, "path"), cell(one.status, one.status >= 400 || one.status === "reset" || one.status === "hang" ? "bad" : "")]),
      "None yet.");
  } catch { document.getElementById("about").textContent = "The tenant does not answer. It may have been stopped." }
};
show(); setInterval(show, 2000);
</script>
</html>
`;
