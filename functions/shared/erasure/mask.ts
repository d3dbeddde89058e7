/** Replaces a text that is gone: a field that was there still is, and so is the record that has it. */
export const MASK = '***';
