import { groupBy } from "../../../provider/groupBy";
import type { StoredInstance, StoredSource } from "../../records";
import type { TenantParts } from "../../tenantParts";
import { elementId } from "./elementId";

/** The connector instances, each with its source and its link. */
export function InstancesSection({ parts: { store } }: { parts: TenantParts }) {
  const { instances } = store;
  const sources = groupBy(store.sources, (source) => source.connectorInstanceId);
  const loose = store.sources.filter(({ connectorInstanceId: id }) => id === undefined || !store.instance(id));
  return (
    <section id="instances" aria-labelledby="instances-title">
      <h2 id="instances-title" tabindex={-1}>
        Connector instances <span class="count">{instances.length}</span>
      </h2>
      {instances.length === 0 ? (
        <p class="empty">
          None. Start the tenant with <code>--instance NAME</code>, or add one with <code>POST /_tenant/instances</code>
          .
        </p>
      ) : (
        <section class="scroll" tabindex={0} aria-label="List of connector instances">
          <ul class="records">
            {instances.map((one) => {
              const id = one.connectorCustomizerId;
              const name = id === undefined ? undefined : store.customizer(id)?.name;
              return <Instance instance={one} sources={sources.get(one.id) ?? []} customizerName={name} />;
            })}
          </ul>
        </section>
      )}
      {loose.length > 0 && (
        <p class="facts">
          Sources without a connector instance: {loose.map(({ id, name }) => `${name} (${id})`).join(", ")}
        </p>
      )}
    </section>
  );
}

function Instance(props: {
  instance: StoredInstance;
  sources: readonly StoredSource[];
  customizerName: string | undefined;
}) {
  const { instance, sources, customizerName } = props;
  const { id, name, connectorCustomizerId } = instance;
  return (
    <li id={elementId("instance", id)}>
      <div class="title">
        <h3>{name || "(no name)"}</h3>
        {connectorCustomizerId === undefined ? (
          <span class="badge none">no customizer</span>
        ) : customizerName === undefined ? (
          <span class="badge bad">linked to {connectorCustomizerId}, which is gone</span>
        ) : (
          <a class="badge" href={`#${elementId("customizer", connectorCustomizerId)}`}>
            linked to {customizerName || connectorCustomizerId}
          </a>
        )}
      </div>
      <p class="facts">
        <code>{id}</code>
      </p>
      {sources.map((source) => (
        <p class="facts">
          <span>source {source.name}</span> <code>{source.id}</code>
        </p>
      ))}
    </li>
  );
}
