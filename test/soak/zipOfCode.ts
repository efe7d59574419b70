import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import { codeText } from "./program";

/** A zip of the code that a number stands for, as somebody outside would upload it. */
export function zipOfCode(code: number): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(codeText(code)), "index.js");
  zip.end();
  return buffer(zip.outputStream);
}
