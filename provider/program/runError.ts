import * as pulumi from "@pulumi/pulumi";

/**
 * An error of a program. The SDK shows its message alone. It has no stack, because the SDK inspects the stack, and Node.js (20
 * and 22) takes half a minute for one that leads through the SDK's own files (measured).
 */
export function runError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = `Error: ${message}`;
  return error;
}
