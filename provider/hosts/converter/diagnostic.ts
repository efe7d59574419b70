import type { Diagnostic } from "@pulumi/pulumi/proto/codegen/hcl_pb";
import { requireFromSdk } from "../plugin/sdkProtos";

const messages = requireFromSdk("./proto/codegen/hcl_pb.js");

/**
 * A line that the engine shows. It knows warnings and errors only, and shows a place, a summary and a detail.
 *
 * @param text summary and detail, with a semicolon between them
 */
export function warning(text: string): Diagnostic {
  const [summary = "", ...detail] = text.split("; ");
  const place = new messages.Range();
  place.setFilename("sailpoint");
  place.setStart(new messages.Pos());
  place.setEnd(new messages.Pos());
  const diagnostic: Diagnostic = new messages.Diagnostic();
  diagnostic.setSeverity(messages.DiagnosticSeverity.DIAG_WARNING);
  diagnostic.setSubject(place);
  diagnostic.setSummary(summary);
  diagnostic.setDetail(detail.join("; "));
  return diagnostic;
}
