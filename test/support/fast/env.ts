import { resolve } from "node:path";

/** The environment of processes that start faster. Node.js: see `start.cjs`. Go: no garbage is collected in a short run. */
export const FAST_START = {
  NODE_OPTIONS: `--require ${JSON.stringify(resolve("test/support/fast/start.cjs"))}`,
  GOGC: "off",
  GOMEMLIMIT: "1GiB",
};

/** The environment of processes that start as those of users do. */
export const AS_PEOPLE_RUN = { NODE_OPTIONS: "", GOGC: "100" };

/** The environment of an engine that writes the state once, not at every step. With hundreds of resources that takes most of the time. */
export const RARE_WRITES = { PULUMI_SKIP_CHECKPOINTS: "true", PULUMI_EXPERIMENTAL: "true" };
