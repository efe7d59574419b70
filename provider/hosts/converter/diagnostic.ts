import type { Diagnostic } from "@pulumi/pulumi/proto/codegen/hcl_pb";
import { requireFromSdk } from "../plugin/sdkProtos";

const messages = requireFromSdk("./proto/codegen/hcl_pb.js");

/** A line that the engine shows. It knows warnings and errors only. */
export function warning(text: string): Diagnostic {
  const diagnostic: Diagnostic = new messages.Diagnostic();
  diagnostic.setSeverity(messages.DiagnosticSeverity.DIAG_WARNING);
  diagnostic.setSummary(text);
  return diagnostic;
}
