import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { RateLimiter } from "../../provider/client/rateLimiter";

describe("the rate limiter", () => {
  test("never has more than the limit answered or under way within a window", async () => {
    const windowMs = 200;
    const limiter = new RateLimiter({ requests: 5, windowMs });
    const arrivals: number[] = [];
    await Promise.all(
      Array.from({ length: 17 }, async (_, index) => {
        const slot = await limiter.acquire();
        await sleep(index % 3 === 0 ? 40 : 5);
        arrivals.push(performance.now());
        await sleep(5);
        slot.done();
      }),
    );
    arrivals.sort((a, b) => a - b);
    for (const [index, at] of arrivals.entries()) {
      const sixth = arrivals[index + 5];
      if (sixth !== undefined) {
        expect(sixth - at).toBeGreaterThanOrEqual(windowMs);
      }
    }
    expect(arrivals).toHaveLength(17);
  });

  test("starts requests in the order of their calls", async () => {
    const limiter = new RateLimiter({ requests: 2, windowMs: 50 });
    const order: number[] = [];
    await Promise.all(
      [0, 1, 2, 3, 4, 5].map(async (index) => {
        const slot = await limiter.acquire();
        order.push(index);
        slot.done();
      }),
    );
    expect(order).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test("waits for an answer if every place is under way", async () => {
    const limiter = new RateLimiter({ requests: 1, windowMs: 20 });
    const first = await limiter.acquire();
    let second = false;
    const later = limiter.acquire().then(() => {
      second = true;
    });
    await sleep(60);
    expect(second).toBe(false);
    first.done();
    await later;
    expect(second).toBe(true);
  });

  test("holds everything back during a pause, of which the later end counts", async () => {
    const limiter = new RateLimiter({ requests: 10, windowMs: 10 });
    const started = performance.now();
    limiter.pauseFor(80);
    limiter.pauseFor(30);
    await Promise.all([limiter.acquire(), limiter.acquire()]);
    expect(performance.now() - started).toBeGreaterThanOrEqual(79);
  });

  test("announces a long wait once a window", async () => {
    const told: number[] = [];
    const limiter = new RateLimiter({ requests: 1, windowMs: 1_050 }, (waitMs) => told.push(waitMs));
    (await limiter.acquire()).done();
    await Promise.all([limiter.acquire().then((slot) => slot.done()), limiter.acquire()]);
    expect(told.length).toBe(2);
  });
});
