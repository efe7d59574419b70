/**
 * The text of a body, in the character set that its `Content-Type` names, else in UTF-8. A byte order mark is left out.
 *
 * @param contentType the header's value, if there is one
 */
export function decodeBody(bytes: Uint8Array, contentType: string | undefined): string {
  const name = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  return decoderFor(name).decode(bytes);
}

function decoderFor(name: string) {
  try {
    return new TextDecoder(name);
  } catch {
    return new TextDecoder();
  }
}
