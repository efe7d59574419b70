import { raw } from "hono/html";
import { groupBy } from "../../../provider/groupBy";
import type { StoredCustomizer, StoredInstance } from "../../records";
import type { TenantParts } from "../../tenantParts";
import { counted } from "./amounts";
import { elementId } from "./elementId";
import { Moment } from "./moment";
import { VersionDetails } from "./versionDetails";

/** The customizers, each with its versions, their files and the instances that are linked to it. */
export function CustomizersSection({ parts: { store } }: { parts: TenantParts }) {
  const { customizers } = store;
  const linked = groupBy(store.instances, (instance) => instance.connectorCustomizerId);
  return (
    <section id="customizers" aria-labelledby="customizers-title">
      <h2 id="customizers-title" tabindex={-1}>
        Connector customizers <span class="count">{customizers.length}</span>
      </h2>
      {customizers.length === 0 ? (
        <p class="empty">
          None yet. Paste the three <code>export</code> lines that the command printed into a terminal, and run{" "}
          <code>pulumi up</code> there. What it creates appears here at once.
        </p>
      ) : (
        <section class="scroll" tabindex={0} aria-label="List of connector customizers">
          <ul class="records">
            {customizers.map((one) => rendered(one, linked.get(one.id) ?? [], (id) => !!store.archive(id)))}
          </ul>
        </section>
      )}
    </section>
  );
}

/** What was rendered of each customizer, and of what. Few of many change at a time. */
const known = new WeakMap<StoredCustomizer, { readonly of: string; readonly html: ReturnType<typeof raw> }>();

function rendered(
  customizer: StoredCustomizer,
  linked: readonly StoredInstance[],
  hasArchive: (imageId: string) => boolean,
) {
  const of = JSON.stringify([customizer.name, customizer.versions.length, linked.map(({ id, name }) => [id, name])]);
  const old = known.get(customizer);
  if (old?.of === of) {
    return old.html;
  }
  const html = raw(String(<Customizer customizer={customizer} linked={linked} hasArchive={hasArchive} />));
  known.set(customizer, { of, html });
  return html;
}

function Customizer(props: {
  customizer: StoredCustomizer;
  linked: readonly StoredInstance[];
  hasArchive: (imageId: string) => boolean;
}) {
  const { customizer, linked, hasArchive } = props;
  const { id, name, created, versions } = customizer;
  return (
    <li id={elementId("customizer", id)}>
      <div class="title">
        <h3>{name || "(no name)"}</h3>
        <span class={versions.length > 0 ? "badge" : "badge none"}>
          {versions.length > 0 ? `version ${versions.length}` : "no version"}
        </span>
      </div>
      <p class="facts">
        <code>{id}</code>{" "}
        <span>
          created <Moment at={created} date />
        </span>
      </p>
      <p class="facts">
        {linked.length === 0 ? "No connector instance is linked." : "Linked: "}
        {linked.map((instance, index) => (
          <>
            {index > 0 && ", "}
            <a href={`#${elementId("instance", instance.id)}`}>{instance.name || instance.id}</a>
          </>
        ))}
      </p>
      {versions.length > 0 && (
        <details id={elementId("versions", id)}>
          <summary>{counted(versions.length, "version")}</summary>
          {versions.toReversed().map((version) => (
            <VersionDetails customizerId={id} version={version} hasArchive={hasArchive(version.imageId)} />
          ))}
        </details>
      )}
    </li>
  );
}
