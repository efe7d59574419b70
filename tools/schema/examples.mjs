import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../lib/engineVersion.mjs";

/** The reference page of a resource or function. @param {string} token e.g. `sailpoint:index:ConnectorCustomizer` */
export function pageOf(token) {
  const name = token.split(":")[2];
  return `docs/reference/${name[0].toLowerCase()}${name.slice(1)}.md`;
}

/** A description with the example of its reference page, in the form that Pulumi's generators read. */
export function withExample(description, page) {
  const { title, ts, yaml, python } = exampleOf(page);
  return `${description}

{{% examples %}}
## Example Usage
{{% example %}}
### ${title}

\`\`\`yaml
${yaml}
\`\`\`
\`\`\`typescript
${withGeneratedSdk(ts)}
\`\`\`
\`\`\`python
${python}
\`\`\`
{{% /example %}}
{{% /examples %}}`;
}

/** The section `## Example: …` of a page: one block for each language. The tests compile and run them. */
function exampleOf(page) {
  const text = readFileSync(join(repository, page), "utf8");
  const [, title, section] = text.match(/^## Example: (.+)\n([\s\S]*?)(?=^## )/m) ?? [];
  if (section === undefined) {
    throw new Error(`${page} has no section "## Example: …" that another section follows.`);
  }
  const blocks = Object.fromEntries(
    [...section.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(([, language, code]) => [language, code]),
  );
  const missing = ["ts", "yaml", "python"].filter((language) => !(language in blocks));
  if (missing.length > 0) {
    throw new Error(`The example of ${page} has no block in ${missing.join(", ")}.`);
  }
  return { title: `${title[0].toUpperCase()}${title.slice(1)}`, ...blocks };
}

/** A program of the dynamic provider as one of the generated SDK, whose lists are properties of a result. */
export function withGeneratedSdk(program) {
  return program
    .replaceAll('"pulumi-sailpoint"', '"@pulumi/sailpoint"')
    .replace(/\bgetC(onnector(?:Customizer|Instance)s)Output\(\)/g, "$&.c$1");
}
