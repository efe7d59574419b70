import * as pulumi from "@pulumi/pulumi";

/**
 * An error of a program, of which the SDK shows the message alone. It has no stack: the SDK inspects one all the same, and
 * Node.js (20 and 22) takes half a minute for one that goes through the SDK's own files.
 */
export function runError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = `Error: ${message}`;
  return error;
}
