import { expect, onTestFinished, test } from "vitest";
import { HOSTS } from "../support/hostProcesses";
import { secret, UNKNOWN_VALUE } from "../support/pluginProcess";

const UNREACHED = { baseUrl: "https://nowhere.invalid", clientId: "id", clientSecret: "secret" };

test.each(HOSTS)("the %s shows nothing of a refused value that is secret, an object or a list", async (host, start) => {
  const provider = await start(UNREACHED);
  onTestFinished(() => provider.stop());
  const secretName = (value: unknown) =>
    host === "plugin" ? { name: secret(value) } : { name: value, __secretInputs: ["name"] };
  for (const inputs of [
    secretName(4711),
    secretName(7),
    secretName({ a: "canary" }),
    secretName(["canary"]),
    { name: { a: "canary" } },
    { name: ["canary", secret("canary")] },
  ]) {
    const { failures } = await provider.check(inputs);
    // The engine prints the value of a property that a failure names.
    expect(failures).toEqual([
      { property: "", reason: expect.stringMatching(/^name: must be a text that is not empty/) },
    ]);
    expect(JSON.stringify(failures) + provider.output).not.toMatch(/canary|4711|7/);
  }
});

test.each(HOSTS)(
  "the %s refuses an id that would be another path of the API before any request",
  { timeout: 60_000 },
  async (_, start) => {
    const [link, version] = await Promise.all([
      start(UNREACHED, "ConnectorCustomizerLink"),
      start(UNREACHED, "ConnectorCustomizerVersion"),
    ]);
    onTestFinished(() => [link, version].forEach((provider) => void provider.stop()));
    for (const [provider, id, other] of [
      [link, "connectorInstanceId", { customizerId: "c1" }],
      [link, "customizerId", { connectorInstanceId: "i1" }],
      [version, "customizerId", { archive: UNKNOWN_VALUE }],
    ] as const) {
      for (const value of ["a/b", "../x", "..", ".", " .. "]) {
        const { failures } = await provider.check({ [id]: value, ...other });
        expect(failures).toEqual([
          { property: id, reason: expect.stringMatching(/^must be the id of .* has no slash/) },
        ]);
      }
      for (const value of ["c1", "..x", "a.b", UNKNOWN_VALUE]) {
        expect((await provider.check({ [id]: value, ...other })).failures).toEqual([]);
      }
    }
  },
);
