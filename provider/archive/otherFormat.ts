import { openWithoutWaiting } from "./existingPath";

const START_BYTES = 1_024;
const FAILED_DOWNLOAD = "which is often the reply to a download that failed";

const SIGNATURES: readonly (readonly [offset: number, bytes: string, format: string])[] = [
  [0, "\x1f\x8b", "a gzip file, as of a tar archive"],
  [257, "ustar", "a tar archive"],
  [0, "7z\xbc\xaf\x27\x1c", "a 7-Zip archive"],
  [0, "Rar!\x1a\x07", "a RAR archive"],
  [0, "\xfd7zXZ\0", "an XZ file"],
  [0, "BZh", "a bzip2 file"],
  [0, "\x28\xb5\x2f\xfd", "a Zstandard file"],
];

const TEXTS: readonly (readonly [RegExp, string])[] = [
  [
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/is,
    `an HTML page, ${FAILED_DOWNLOAD}`,
  ],
  [/^\s*<[?!a-z]/i, `an XML document, ${FAILED_DOWNLOAD}`],
  [/^\s*(?:\{\s*["}]|\[\s*[[{"\]])/, `a JSON text, ${FAILED_DOWNLOAD}`],
  [/^version https:\/\/git-lfs\.github\.com\//, "a pointer of Git LFS. Run `git lfs pull`"],
  [/^(?:[^\p{Cc}\uFFFD]|\s)*$/u, "a text"],
];

/** What a file is that is not a zip, for messages. */
export interface OtherFormat {
  readonly name: string;
  /** Whether it is packed files, in another form than a zip. */
  readonly packed: boolean;
}

/** What a file is, by its first bytes. Undefined if it begins as a zip, or is not known. */
export async function otherFormat(source: string | Buffer): Promise<OtherFormat | undefined> {
  const start = typeof source === "string" ? await startOf(source) : source.subarray(0, START_BYTES);
  if (start === undefined) {
    return undefined;
  }
  if (start.length === 0) {
    return { name: "an empty file", packed: false };
  }
  const bytes = start.toString("latin1");
  if (bytes.startsWith("PK")) {
    return undefined;
  }
  const binary = SIGNATURES.find(([offset, signature]) => bytes.startsWith(signature, offset));
  if (binary) {
    return { name: binary[2], packed: true };
  }
  const name = formatOfText(start);
  return name === undefined ? undefined : { name, packed: false };
}

/** Whether a file begins as a zip. */
export async function isZip(path: string): Promise<boolean> {
  return (await startOf(path))?.toString("latin1").startsWith("PK\x03\x04") ?? false;
}

function formatOfText(start: Buffer): string | undefined {
  const isUtf16 = start[0] === 0xff && start[1] === 0xfe;
  const text = start.toString(isUtf16 ? "utf16le" : "utf8").replace(/^\uFEFF|\uFFFD$/g, "");
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}

async function startOf(path: string): Promise<Buffer | undefined> {
  const file = await openWithoutWaiting(path).catch(() => undefined);
  try {
    const read = await file?.read(Buffer.alloc(START_BYTES), 0, START_BYTES, 0);
    return read?.buffer.subarray(0, read.bytesRead);
  } finally {
    await file?.close();
  }
}
