import { expect, test, vi } from "vitest";
import { DataFileWriter } from "../../tenant/dataFile";

const disk = vi.hoisted(() => ({ texts: [] as string[], onWritten: undefined as (() => void) | undefined }));

vi.mock("write-file-atomic", () => ({
  default: (_path: string, text: string) =>
    new Promise<void>((done) => {
      setImmediate(() => {
        disk.texts.push(text);
        done();
        disk.onWritten?.();
      });
    }),
}));

const stateOf = (tenantId: string) => ({
  tenantId,
  clientId: "",
  clientSecret: "",
  customizers: [],
  instances: [],
  sources: [],
});

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])("a change %i ticks after the end of a write is written", async (ticks) => {
  let state = stateOf("first");
  const writer = new DataFileWriter("tenant.json", () => state);
  const changedAgain = new Promise<void>((done) => {
    disk.onWritten = async () => {
      disk.onWritten = undefined;
      for (let tick = 0; tick < ticks; tick++) {
        await undefined;
      }
      state = stateOf("second");
      writer.changed();
      done();
    };
  });
  writer.changed();
  await changedAgain;
  await writer.flush();
  expect(disk.texts.at(-1)).toContain('"second"');
});
