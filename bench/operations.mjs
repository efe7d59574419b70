/** The commands of a life cycle, in their order. */
export const OPERATIONS = ["create", "unchanged", "refresh", "rename", "destroy"];
