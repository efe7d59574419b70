import { runtime } from "@pulumi/pulumi";

/** Whether the program runs in a unit test with `pulumi.runtime.setMocks`. Such a test has neither engine nor tenant. */
export function underMocks(): boolean {
  return runtime.getMonitor()?.constructor.name === "MockMonitor";
}
