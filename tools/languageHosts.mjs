import { findOrMakeYamlHost } from "./lib/findOrMakeYamlHost.mjs";

// `npm test` starts this beside the first tests. A test that needs a language host waits for it, and reports what failed.
const [engine] = process.argv.slice(2);
await findOrMakeYamlHost(engine, () => {}).catch(() => {});
