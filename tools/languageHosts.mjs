import { findOrMakeYamlHost } from "./lib/findOrMakeYamlHost.mjs";

// `npm test` and `npm run engine` start this in the background. A test that needs a language host waits for it, and reports what failed.
const [engine] = process.argv.slice(2);
await findOrMakeYamlHost(engine, () => {}).catch(() => {});
