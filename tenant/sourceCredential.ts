/** Stands for the credentials that a real source holds. Nothing that reads sources may show or keep it. */
export const SOURCE_CREDENTIAL = "canary-credential-of-a-source";
