/** The value with sorted names in every map: a table returns them in any order. */
const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** An item as text, equal if the items are. */
export const itemText = (item: object): string => JSON.stringify(item, sorted);
