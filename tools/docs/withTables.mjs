import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lib/engineVersion.mjs";
import { pageOf } from "../schema/examples.mjs";
import { inputDefaults } from "../schema/resourceSpecs.mjs";
import { markdownTable } from "./markdownTable.mjs";
import { pythonName, typeText } from "./names.mjs";

/** The page of each resource, component and function, with the tables that it must have. */
export function referencePages() {
  const schema = JSON.parse(readFileSync(join(repository, "plugin/schema.json"), "utf8"));
  return [
    ...Object.entries(schema.resources).map(([token, spec]) => [pageOf(token), resourceTables(token, spec, schema)]),
    ...Object.entries(schema.functions).map(([token, spec]) => [pageOf(token), functionTables(spec, schema)]),
  ];
}

/**
 * A page with its tables between their marks, `<!-- inputs -->` and so on.
 *
 * @throws Error if a mark is missing
 */
export function withTables(page, tables, path) {
  return Object.entries(tables).reduce((text, [name, table]) => {
    const place = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
    if (!place.test(text)) {
      throw new Error(`${path} has no place for its table: two lines, <!-- ${name} --> and <!-- /${name} -->.`);
    }
    return text.replace(place, (_, start, end) => `${start}\n${table}\n${end}`);
  }, page);
}

function resourceTables(token, { inputProperties, requiredInputs = [], properties }, schema) {
  const defaults = inputDefaults(token.split(":")[2]);
  const outputs = Object.entries(properties).filter(([name]) => !(name in inputProperties));
  const inputs = Object.entries(inputProperties).map(([name, property]) => {
    const standard = requiredInputs.includes(name) ? "required" : (defaults[name] ?? "none");
    const meaning = property.description.replace(` Default: ${defaults[name]}.`, "");
    return [...namesOf(name), typeText(property, schema), standard, shortly(meaning)];
  });
  return {
    inputs: `${markdownTable(["input", "Python", "type", "default", "meaning"], inputs)}\n${CAPITALS}`,
    outputs: markdownTable(["output", "Python", "type", "meaning"], rowsOf(outputs, schema)),
  };
}

function functionTables({ inputs, outputs }, schema) {
  const [list] = Object.values(outputs.properties);
  const of = list.type === "array" ? schema.types[list.items.$ref.replace("#/types/", "")] : outputs;
  return {
    ...(inputs && {
      inputs: markdownTable(["input", "Python", "type", "meaning"], rowsOf(Object.entries(inputs.properties), schema)),
    }),
    result: markdownTable(["property", "Python", "type", "meaning"], rowsOf(Object.entries(of.properties), schema)),
  };
}

const CAPITALS = "In Go and C#, the names begin with a capital letter.\n";

const rowsOf = (properties, schema) =>
  properties.map(([name, property]) => [...namesOf(name), typeText(property, schema), shortly(property.description)]);

const namesOf = (name) => [`\`${name}\``, `\`${pythonName(name)}\``];

/** The first paragraph of a docstring; what the others explain stands on the page itself. */
const shortly = (text) => text.split("\n\n")[0];
