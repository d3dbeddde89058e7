import { refusedIndexChanges } from '../../live/deploy/upgrade/indexes.ts';

const keys = (hash: string) => [{ AttributeName: hash, KeyType: 'HASH' }];
const table = (indexes: Readonly<Record<string, string>>, id = 'EventsTable'): string =>
  JSON.stringify({
    Resources: {
      [id]: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, hash]) => ({
            IndexName,
            KeySchema: keys(hash),
          })),
        },
      },
      Queue: { Type: 'AWS::SQS::Queue' },
    },
  });

const before = table({ 'by-time-1': 'day', 'by-object-1': 'object' });

describe('one deployment', () => {
  it('may add an index to a table, or remove one', () => {
    const more = table({ 'by-time-1': 'day', 'by-object-1': 'object', 'by-time-2': 'hour' });
    expect(refusedIndexChanges(before, more)).toEqual([]);
    expect(refusedIndexChanges(more, before)).toEqual([]);
  });

  it('may make a table with any indexes, or remove it', () => {
    expect(refusedIndexChanges('{"Resources":{}}', before)).toEqual([]);
    expect(refusedIndexChanges(before, '{"Resources":{}}')).toEqual([]);
  });

  it('may not change an index', () => {
    const changed = table({ 'by-time-1': 'hour', 'by-object-1': 'object' });
    expect(refusedIndexChanges(before, changed)).toEqual([
      'EventsTable: by-time-1 has other keys or another projection',
    ]);
  });

  it('may not replace one index of a table by another', () => {
    const replaced = table({ 'by-time-2': 'hour', 'by-object-1': 'object' });
    expect(refusedIndexChanges(before, replaced)).toEqual([
      'EventsTable: by-time-1, by-time-2 come or go in one deployment',
    ]);
  });
});
