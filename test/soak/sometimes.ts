import fc from "fast-check";

/** A value in one of so many cases, and undefined in the others. */
export function sometimes<T>(arbitrary: fc.Arbitrary<T>, oneOf: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ arbitrary: fc.constant(undefined), weight: oneOf - 1 }, { arbitrary, weight: 1 });
}
