import type { TenantParts } from "../../tenantParts";

/** What the page has, with the numbers. */
export function SummaryNav({ parts: { store, requestLog, faults } }: { parts: TenantParts }) {
  const links = store.instances.filter(({ connectorCustomizerId }) => connectorCustomizerId !== undefined);
  const items = [
    ["customizers", store.customizers.length, "Customizers"],
    ["instances", store.instances.length, "Instances"],
    ["instances", links.length, "Links"],
    ["requests", requestLog.entries.length, "Requests"],
    ["faults", faults.all.length, "Faults"],
  ] as const;
  return (
    <nav id="summary" aria-label="Sections">
      {items.map(([id, number, name]) => (
        <a href={`#${id}`}>
          <strong>{number}</strong> {name}
        </a>
      ))}
      <a href="#switches">Switches</a>
    </nav>
  );
}
