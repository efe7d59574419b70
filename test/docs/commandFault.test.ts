import { expect, test } from "vitest";
import { commandFault } from "./support/commandFault";
import { recordCommands } from "./support/recordCommands";

const faultsOf = (script: string) => recordCommands(script).map(commandFault).filter(Boolean);

test.each([
  ["npx pulumi-sailpoint chekc dist", 'there is no command "chekc"'],
  ["npx pulumi-sailpoint check dist --lood", '"check" has no option --lood'],
  ["npm run nothing", 'there is no script "nothing"'],
  ["pulumi exprt", 'there is no command "exprt"'],
  ["pulumi stack exprt", 'there is no command "stack exprt"'],
  ["cd project && pulumi up --yess | tee log", '"up" has no option --yess'],
  ["npx -c 'pulumi import --from sailpoint -- --nome x'", "--nome"],
  ["URN=$(pulumi stack --show-urn)", '"stack" has no option --show-urn'],
])("%s", (script, fault) => {
  expect(faultsOf(script)).toEqual([expect.stringContaining(fault)]);
});

test.each([
  "npx pulumi-sailpoint check dist/a.zip --load --config=config.json",
  "npm run soak -- --minutes 1",
  "pulumi -C project stack --stack dev export --file state.json",
  "pulumi config rm sailpoint:adopt",
  "pulumi up -y -v9 --target 'urn:pulumi:dev::a::b::c'",
  `npx -c 'pulumi import --from sailpoint -- --name "Pay*" --no-links'`,
])("%s is right", (script) => {
  expect(faultsOf(script)).toEqual([]);
});

test("a script that bash does not understand is an error", () => {
  expect(() => recordCommands("if pulumi up; then")).toThrow("bash -n");
});

test("commands of a pipe are kept apart, with their quotes and variables", () => {
  const commands = recordCommands(`export NAME="a b"\nfirst "$NAME" | second 'c\n' | third $(fourth)`);
  expect(commands.map((argv) => argv.join(" ")).sort()).toEqual([
    "export NAME=a b",
    "first a b",
    "fourth",
    "second c\n",
    "third",
  ]);
});
