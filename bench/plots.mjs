import { readResults, writePerformance } from "./plots/writePerformance.mjs";

// Makes the plots and the tables of docs/performance.md again, without measuring.
writePerformance(readResults());
process.stdout.write("Wrote docs/performance.md and docs/pictures/performance-*.svg from bench/results.json.\n");
