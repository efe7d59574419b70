import { nodeProblem } from "./nodeProblem.cjs";

const problem = nodeProblem(process.versions.node, process.execPath);
if (problem !== undefined) {
  throw new Error(problem);
}
