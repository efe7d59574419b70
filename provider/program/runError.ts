import * as pulumi from "@pulumi/pulumi";

/**
 * An error of a program, of which the SDK shows the message alone. Its stack is the message: the SDK prints the stack if the error
 * reaches an input of a resource, and Node.js (20 and 22) takes half a minute for a stack through the SDK's own files.
 */
export function runError(message: string): pulumi.RunError {
  const error = new pulumi.RunError(message);
  error.stack = message;
  return error;
}
