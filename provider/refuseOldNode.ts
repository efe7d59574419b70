import { nodeProblem } from "./nodeProblem.cjs";

const problem = nodeProblem(process.versions.node, process.execPath);
if (problem !== undefined) {
  const error = new Error(problem);
  // The engine shows the stack of what a program throws, and it says nothing here.
  error.stack = `Error: ${problem}`;
  throw error;
}
