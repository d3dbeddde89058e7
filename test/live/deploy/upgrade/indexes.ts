import * as v from 'valibot';

const template = v.object({
  Resources: v.record(
    v.string(),
    v.object({ Type: v.string(), Properties: v.optional(v.record(v.string(), v.unknown()), {}) }),
  ),
});

const index = v.looseObject({ IndexName: v.string() });

/** The indexes of each table of a template: by logical id and by name, as text. */
const indexesOf = (text: string): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const tables = Object.entries(v.parse(template, JSON.parse(text)).Resources).filter(
    ([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable',
  );
  return new Map(
    tables.map(([id, { Properties }]) => {
      const all = v.parse(v.array(index), Properties['GlobalSecondaryIndexes'] ?? []);
      return [id, new Map(all.map((one) => [one.IndexName, JSON.stringify(one)]))];
    }),
  );
};

/**
 * The changes of indexes between two templates that DynamoDB refuses in one deployment: it changes no index,
 * and adds or removes at most one of a table. A table that is new can have any.
 */
export const refusedIndexChanges = (before: string, after: string): readonly string[] => {
  const now = indexesOf(after);
  return [...indexesOf(before)].flatMap(([table, old]) => {
    const indexes = now.get(table);
    if (indexes === undefined) return [];
    const names = [...new Set([...old.keys(), ...indexes.keys()])];
    const come = names.filter((name) => !old.has(name) || !indexes.has(name));
    const changed = names.filter(
      (name) => !come.includes(name) && old.get(name) !== indexes.get(name),
    );
    return [
      ...changed.map((name) => `${table}: ${name} has other keys or another projection`),
      ...(come.length > 1 ? [`${table}: ${come.join(', ')} come or go in one deployment`] : []),
    ];
  });
};
