import { baseStyles } from "./baseStyles";
import { formStyles } from "./formStyles";
import { sectionStyles } from "./sectionStyles";

/** The page's style sheet. */
export const styles = [baseStyles, sectionStyles, formStyles].join("\n");
