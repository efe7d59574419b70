import { join } from "node:path";
import { expect, test } from "vitest";
import { parseSelection } from "../../../provider/hosts/converter/converterArguments";
import { folderOf } from "../../support/folder";

test("without arguments, everything is selected", () => {
  expect(parseSelection([])).toMatchObject({ names: [], links: true });
});

test("--name can be repeated, and --no-links leaves links out", () => {
  const selection = parseSelection(["--name", "Pay*", "--", "--name", "x", "--no-links"]);
  expect(selection).toMatchObject({ names: ["Pay*", "x"], links: false });
});

test("an argument that is not known is an error that shows the usage", () => {
  expect(() => parseSelection(["--nmae"])).toThrow("[--name GLOB] [--no-links] [--only-new FILE]");
});

test("--only-new names the file that is no state of a stack, and does not wait for standard input", () => {
  const folder = folderOf({ "no.json": "<html>", "other.json": "[]" });
  expect(() => parseSelection(["--only-new", join(folder, "none.json")])).toThrow("ENOENT");
  expect(() => parseSelection(["--only-new", join(folder, "no.json")])).toThrow("not JSON");
  expect(() => parseSelection(["--only-new", join(folder, "other.json")])).toThrow("pulumi stack export");
  expect(() => parseSelection(["--only-new", "-"])).toThrow("pulumi stack export --file");
});
