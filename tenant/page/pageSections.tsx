import type { TenantParts } from "../tenantParts";
import type { FormProblem } from "./formProblem";
import { CustomizersSection } from "./sections/customizersSection";
import { FaultsSection } from "./sections/faultsSection";
import { InstancesSection } from "./sections/instancesSection";
import { RateSection } from "./sections/rateSection";
import { RequestsSection } from "./sections/requestsSection";
import { SummaryNav } from "./sections/summaryNav";
import { SwitchesSection } from "./sections/switchesSection";

/** The parts of the page that follow the tenant, by the ids of their elements. */
export function pageSections(parts: TenantParts, problem?: FormProblem) {
  return {
    summary: <SummaryNav parts={parts} />,
    customizers: <CustomizersSection parts={parts} />,
    instances: <InstancesSection parts={parts} />,
    rate: <RateSection parts={parts} />,
    requests: <RequestsSection parts={parts} />,
    faults: <FaultsSection parts={parts} problem={problem} />,
    switches: <SwitchesSection parts={parts} problem={problem} />,
  };
}
