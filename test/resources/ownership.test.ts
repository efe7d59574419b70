import { expect, test } from "vitest";
import { Ownership } from "../../provider/resources/ownership";

const inputs = { name: "Same" };

function twoDeclared(): Ownership {
  const ownership = new Ownership();
  ownership.declareCustomizer(inputs, inputs);
  ownership.declareCustomizer(inputs, inputs);
  return ownership;
}

test("two resources may have one name if each has a customizer of its own", () => {
  const ownership = twoDeclared();
  expect([ownership.keepCustomizer("a", inputs), ownership.keepCustomizer("b", inputs)]).toEqual([true, true]);
});

test("two resources of one name cannot have the same customizer", () => {
  const ownership = twoDeclared();
  expect([ownership.keepCustomizer("a", inputs), ownership.keepCustomizer("a", inputs)]).toEqual([true, false]);
});

test("one resource may be compared twice", () => {
  const ownership = new Ownership();
  ownership.declareCustomizer(inputs, inputs);
  expect([ownership.keepCustomizer("a", inputs), ownership.keepCustomizer("a", inputs)]).toEqual([true, true]);
});
