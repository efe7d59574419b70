import { Idiomorph } from "./idiomorph.mjs";

const FIELDS = "input, select, textarea";

/** Whether somebody has changed a field and not sent it. */
function isEdited(field) {
  if (field.matches("select")) {
    const preset = [...field.options].findLastIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(preset, 0);
  }
  return field.matches("[type=checkbox]") ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

const callbacks = {
  /** What is equal needs no work. What somebody has typed, and the answer to it, stay. */
  beforeNodeMorphed: (old, next) =>
    !(
      old.isEqualNode(next) ||
      (old instanceof Element && (old.matches(".problem") || (old.matches(FIELDS) && isEdited(old))))
    ),
  /** What somebody has opened or closed stays so. */
  beforeAttributeUpdated: (name, element) => !(name === "open" && element.matches("details")),
};

/** Makes a section look like the new one, and keeps the elements that stay: with focus, selection and scroll position. */
export function replaceSection(id, next) {
  Idiomorph.morph(document.getElementById(id), next, { ignoreActiveValue: true, callbacks });
}
