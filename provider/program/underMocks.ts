import { runtime } from "@pulumi/pulumi";

/** Whether the program is being unit-tested with `pulumi.runtime.setMocks`, where there is neither engine nor tenant. */
export function underMocks(): boolean {
  return runtime.getMonitor()?.constructor.name === "MockMonitor";
}
