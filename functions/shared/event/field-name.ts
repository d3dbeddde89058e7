const plain = /^(?!.*\d{4})[A-Za-z_]\w{0,59}$/;

/**
 * A field's name as it may be written outside of its body. A body can have names that are data (of a
 * map from somebody's id or address, for example), so what does not look like a field's is `?`.
 */
export const fieldName = (name: string): string => (plain.test(name) ? name : '?');
