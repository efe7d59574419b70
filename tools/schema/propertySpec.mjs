import ts from "typescript";

/** The type of a property in the schema. Every number of this provider is a whole number. */
export function typeSpec(type) {
  const element = elementOf(type);
  if (element) {
    return { type: "array", items: typeSpec(element) };
  }
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return { type: "string" };
    case ts.SyntaxKind.BooleanKeyword:
      return { type: "boolean" };
    case ts.SyntaxKind.NumberKeyword:
      return { type: "integer" };
  }
  if (ts.isUnionTypeNode(type) && isNameChange(type)) {
    return { $ref: "#/types/sailpoint:index:OnNameChange" };
  }
  const text = type.getText();
  if (text === "pulumi.asset.Archive") {
    return { $ref: "pulumi.json#/Archive" };
  }
  throw new Error(`The schema has no type for ${text}. Add it to tools/schema/propertySpec.mjs.`);
}

function isNameChange({ types }) {
  return types.map((one) => one.literal?.text).join() === "replace,rename";
}

function elementOf(type) {
  if (ts.isArrayTypeNode(type)) {
    return unwrapped(type.elementType);
  }
  if (ts.isTypeReferenceNode(type) && /^(readonly )?(Array|ReadonlyArray)$/.test(type.typeName.getText())) {
    return unwrapped(type.typeArguments[0]);
  }
  return undefined;
}

function unwrapped(type) {
  return ts.isTypeReferenceNode(type) && type.typeName.getText() === "pulumi.Input" ? type.typeArguments[0] : type;
}
