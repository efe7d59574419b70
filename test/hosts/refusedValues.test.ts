import { expect, onTestFinished, test } from "vitest";
import { HOSTS } from "../support/hostProcesses";
import { secret } from "../support/pluginProcess";

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
