const DAMAGED_LIST = "its list of files is damaged, or other bytes lie before the zip. Make it again";

/** Messages of the zip reader (yauzl), which depend on its version, and what they mean. */
const ENTRY_FAULTS: readonly (readonly [RegExp, string])[] = [
  [
    /^invalid characters in fileName: (.*)$/s,
    "has backslashes: SailPoint would see one file of that name and no folder. Make the zip again with slashes",
  ],
  [/^absolute path: (.*)$/s, "is an absolute path. Make the zip again with paths within it"],
  [
    /^invalid relative path: (.*)$/s,
    "is a relative path that leads out of the archive. Make the zip again with paths within it",
  ],
];

const ZIP_FAULTS: readonly (readonly [RegExp, string])[] = [
  [/strong encryption/, "it is encrypted. Make it again without a password"],
  [/multi-disk/, "it is one part of a zip that was split into several files. Make it again as one file"],
  [
    /^Invalid comment length/,
    "other bytes follow after its end, as of a download that was joined or went on. Make it again",
  ],
  [/^End of central directory record signature not found/, "its end is missing, as of a cut download. Make it again"],
  [/signature|extra field|extended information|unexpected EOF|offset|out of range/i, DAMAGED_LIST],
];

const METHODS: Readonly<Record<string, string>> = {
  "9": "Deflate64",
  "12": "bzip2",
  "14": "LZMA",
  "93": "Zstandard",
  "95": "XZ",
};

/** What is wrong with a zip, from an error of the zip reader outside of an entry's bytes. It begins with "the entry" or "it". */
export function zipReaderFault({ message }: Error): string {
  for (const [pattern, meaning] of ENTRY_FAULTS) {
    const path = pattern.exec(message)?.[1];
    if (path !== undefined) {
      return `the entry ${JSON.stringify(path)} ${meaning}`;
    }
  }
  return (
    ZIP_FAULTS.find(([pattern]) => pattern.test(message))?.[1] ?? `it cannot be read (${message.replace(/\.$/, "")})`
  );
}

/** What is wrong with an entry, from an error while its bytes were read. */
export function entryFault(error: Error): string {
  const method = /^unsupported compression method: (\d+)$/.exec(error.message)?.[1];
  if (method !== undefined) {
    return `is compressed with ${METHODS[method] ?? `method ${method}`}, which is unusual in zips. Make the zip again with Deflate`;
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  return syscall === undefined
    ? "is damaged: its bytes cannot be unpacked. Make the zip again"
    : `cannot be unpacked: ${code}`;
}
