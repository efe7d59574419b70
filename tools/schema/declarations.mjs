import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repository } from "../lib/engineVersion.mjs";

/**
 * Reads the interfaces and classes of a TypeScript file, with their docstrings.
 *
 * @param {string} path relative to the repository
 * @returns {Map<string, { description: string, members: Map<string, { description: string, standard?: string, type: ts.TypeNode, optional: boolean }> }>}
 */
export function declarationsOf(path) {
  const text = readFileSync(join(repository, path), "utf8");
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const found = file.statements.filter((one) => ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one));
  return new Map(found.map((one) => [one.name.text, { description: docOf(one), members: membersOf(one) }]));
}

function membersOf(declaration) {
  const members = declaration.members.filter(
    (member) => ts.isPropertySignature(member) || ts.isPropertyDeclaration(member),
  );
  return new Map(
    members.map((member) => [
      member.name.text,
      {
        description: docOf(member),
        standard: defaultOf(member),
        type: plainType(member.type),
        optional: member.questionToken !== undefined,
      },
    ]),
  );
}

/** The text of a docstring without its code, its tags and its line breaks within a paragraph. */
function docOf(node) {
  const [doc] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(doc?.comment) ?? "";
  return text
    .replace(/^```[\s\S]*?^```$/gm, "")
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, " ").trim())
    .filter((paragraph) => paragraph !== "")
    .join("\n\n");
}

/** The text of the tag `@defaultValue`. */
function defaultOf(node) {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === "defaultValue");
  return tag && ts.getTextOfJSDocComment(tag.comment)?.replace(/\s+/g, " ").trim();
}

/** `pulumi.Input<T>` and `pulumi.Output<T | undefined>` are a T in the schema. */
function plainType(type) {
  if (ts.isTypeReferenceNode(type) && /^pulumi\.(Input|Output)$/.test(type.typeName.getText())) {
    return plainType(type.typeArguments[0]);
  }
  if (ts.isTypeOperatorNode(type)) {
    return plainType(type.type);
  }
  if (ts.isUnionTypeNode(type)) {
    const [only, ...others] = type.types.filter((one) => one.kind !== ts.SyntaxKind.UndefinedKeyword);
    return others.length === 0 ? plainType(only) : ts.factory.createUnionTypeNode([only, ...others]);
  }
  return type;
}

/** Whether an output may be missing. */
export function mayBeUndefined(path, className, member) {
  const file = ts.createSourceFile(path, readFileSync(join(repository, path), "utf8"), ts.ScriptTarget.ES2023, true);
  const declaration = file.statements.find((one) => one.name?.text === className);
  const property = declaration.members.find((one) => one.name?.text === member);
  return property.questionToken !== undefined || /\bundefined\b/.test(property.type.getText());
}
