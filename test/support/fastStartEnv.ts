import { resolve } from "node:path";

/** The environment of Node.js processes that start faster: see `fastStart.cjs`. */
export const FAST_START = { NODE_OPTIONS: `--require ${JSON.stringify(resolve("test/support/fastStart.cjs"))}` };
