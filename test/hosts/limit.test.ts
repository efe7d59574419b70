import { expect, test } from "vitest";
import { HOSTS } from "../support/hostProcesses";
import { configOf, testTenant } from "../support/testTenant";

test.each(HOSTS)(
  "150 creates on the %s under the documented limit bring no error and no 429",
  {
    timeout: 60_000,
  },
  async (_, start) => {
    const tenant = await testTenant({ rateLimit: { requests: 100, seconds: 10 }, latencyMs: 60 });
    const provider = await start(configOf(tenant));
    const started = Date.now();
    try {
      await Promise.all(Array.from({ length: 150 }, (_, index) => provider.create({ name: `c${index}` })));
    } finally {
      provider.stop();
    }
    process.stdout.write(`150 creates took ${Date.now() - started} ms; the floor is about 10,160\n`);
    expect(tenant.customizers).toHaveLength(150);
    expect(tenant.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(tenant.requests).toHaveLength(152);
    expect(provider.output).toContain("100 requests in 10 s are used up; waiting");
  },
);
