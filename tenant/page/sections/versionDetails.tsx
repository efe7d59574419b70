import type { StoredVersion } from "../../records";
import { bytes, counted } from "./amounts";
import { elementId } from "./elementId";
import { Moment } from "./moment";

const SHOWN_FILES = 100;

/** One version of a customizer with the files of its archive. */
export function VersionDetails(props: { customizerId: string; version: StoredVersion; hasArchive: boolean }) {
  const { customizerId, version, hasArchive } = props;
  const { entries } = version;
  const versions = `/_tenant/customizers/${encodeURIComponent(customizerId)}/versions`;
  return (
    <details id={elementId("version", version.imageId)} class="version">
      <summary>
        Version {version.version}: {counted(entries.length, "file")}, {bytes(version.size)},{" "}
        <Moment at={version.created} date />
      </summary>
      <table class="files">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Size</th>
            <th scope="col">SHA-256</th>
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, SHOWN_FILES).map(({ path, size, sha256 }) => (
            <tr>
              <td>{path}</td>
              <td class="number">{bytes(size)}</td>
              <td title={sha256}>{sha256.slice(0, 12)}…</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="facts">
        {entries.length > SHOWN_FILES && `${counted(entries.length - SHOWN_FILES, "more file")}. `}
        <a href={versions}>All digests (JSON)</a>
        {hasArchive && <a href={`${versions}/${version.version}/archive`}>Download the zip</a>}
        <span>
          image <code>{version.imageId}</code>
        </span>
      </p>
    </details>
  );
}
