import { findOrMakeLanguageHost, LANGUAGES } from "./lib/findOrMakeLanguageHost.mjs";

// `npm test` and `npm run engine` start this in the background. A test that needs a language host waits for it, and reports what failed.
const [engine] = process.argv.slice(2);
for (const language of LANGUAGES) {
  await findOrMakeLanguageHost(language, engine, () => {}).catch(() => {});
}
