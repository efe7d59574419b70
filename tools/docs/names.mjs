/** The name of a property in the generated SDK for Python. */
export function pythonName(name) {
  return name.replace(/(?<=[a-z])[A-Z]/g, "_$&").toLowerCase();
}

/** The type of a property, in words that hold in every language. */
export function typeText(property, schema) {
  if (property.$ref === "pulumi.json#/Archive") {
    return "archive";
  }
  if (property.$ref) {
    return schema.types[property.$ref.replace("#/types/", "")].enum.map(({ value }) => `\`"${value}"\``).join(" or ");
  }
  return property.type === "array" ? `list of ${typeText(property.items, schema)}` : property.type;
}
