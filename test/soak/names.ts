/** The names that programs and people outside give to customizers. The few names make conflicts likely. */
export const NAMES = ["Payroll", "Wages", "Badges", "Leavers", "Joiners"];

/** The ids of the tenant's connector instances. */
export const INSTANCES = ["i1", "i2", "i3"];
