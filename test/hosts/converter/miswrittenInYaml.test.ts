import { expect, test } from "vitest";
import { yamlAdvice } from "../../../provider/hosts/converter/miswrittenInYaml";
import { MISWRITTEN_IN_YAML, ODD_NAMES } from "../../support/oddNames";

const members = (names: readonly string[]) => names.map((name, index) => ({ id: `id${index}`, name }));

test("names that the generator for YAML writes wrongly are listed, and no other ones", () => {
  for (const name of MISWRITTEN_IN_YAML) {
    expect(yamlAdvice(members([name]))).toEqual([expect.stringContaining(`${JSON.stringify(name)} (id0)`)]);
  }
  expect(yamlAdvice(members(ODD_NAMES))).toEqual([]);
});
