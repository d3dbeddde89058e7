/** The same value with the names of every map in order: a table gives them back in any. */
const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** An item as text, which is the same when the item is. */
export const itemText = (item: object): string => JSON.stringify(item, sorted);
