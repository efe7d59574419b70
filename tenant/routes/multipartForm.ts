/** Parses a multipart form. Returns undefined if the body is something else, or broken. */
export async function multipartForm(body: Buffer, contentType: string): Promise<FormData | undefined> {
  if (!contentType.startsWith("multipart/form-data")) {
    return undefined;
  }
  return new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch(() => undefined);
}
