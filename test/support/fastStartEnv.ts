import { resolve } from "node:path";

/** The environment of Node.js processes that start faster: see `fastStart.cjs`. */
export const FAST_START = { NODE_OPTIONS: `--require ${JSON.stringify(resolve("test/support/fastStart.cjs"))}` };

/** The environment of processes that start as those of users do. */
export const AS_PEOPLE_RUN = { NODE_OPTIONS: "" };
