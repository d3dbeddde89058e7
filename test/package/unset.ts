/** Attributes that no sample sets, by kind of record, each list with a reason. */
export const unset: Readonly<Record<string, readonly string[]>> = {};
