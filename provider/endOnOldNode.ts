import { nodeProblem } from "./nodeProblem.cjs";

const problem = nodeProblem(process.versions.node, process.execPath);
if (problem !== undefined) {
  process.stderr.write(`${problem}\n`);
  process.exit(1);
}
