import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import type { Attention } from '../../../../functions/shared/query/attention.ts';
import type { Item } from '../../../../functions/shared/query/items.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { chunkKey } from '../../../../functions/shared/store/archive-item.ts';
import { eventsTable } from '../../../../functions/shared/tables.ts';

/** A change of the attention that events need: they are acknowledged with a note, or open again. */
export type AttentionChange =
  | { readonly to: 'acknowledged'; readonly at: number; readonly note: string }
  | { readonly to: 'open' };

/** The key of the index that a change starts from. */
export const before = ({ to }: AttentionChange): Attention =>
  to === 'open' ? 'acknowledged' : 'open';

/** What must be as it was read, so that a change hits what a person has seen and brings nothing back. */
const unchanged = [
  'attention',
  'outcome',
  'issues',
  eventsTable.expiry,
  'expiresOnceSettled',
] as const;

/** Puts attributes of an existing item in place, and removes those that are undefined. */
const update = async (
  { client, name }: Table,
  item: Item,
  attributes: Readonly<Record<string, Item[string] | undefined>>,
  conditionOn: readonly string[],
): Promise<boolean> => {
  const values: Item = {};
  const named = (attribute: string, value: Item[string], prefix: string): string => {
    values[`:${prefix}${attribute}`] = value;
    return `#${attribute} = :${prefix}${attribute}`;
  };
  const set: string[] = [];
  const remove: string[] = [];
  for (const [attribute, value] of Object.entries(attributes))
    if (value === undefined) remove.push(`#${attribute}`);
    else set.push(named(attribute, value, 'new'));
  const conditions = conditionOn.map((attribute) => {
    const value = item[attribute];
    return value ? named(attribute, value, 'old') : `attribute_not_exists(#${attribute})`;
  });
  const names = new Set([...Object.keys(attributes), ...conditionOn]);
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: { id: item['id'] ?? { S: '' }, digest: item['digest'] ?? { S: '' } },
        UpdateExpression: [
          ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
          ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
        ].join(' '),
        ConditionExpression: ['attribute_exists(id)', ...conditions].join(' AND '),
        ExpressionAttributeNames: Object.fromEntries([...names].map((one) => [`#${one}`, one])),
        ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** The items that a large body continues in; what is erased needs no attention. */
const partsOf = (item: Item): readonly Item[] =>
  Array.from({ length: Number(item['chunks']?.N ?? 0) }, (_, index) => ({
    id: item['id'] ?? { S: '' },
    digest: { S: chunkKey(item['digest']?.S ?? '', index + 1, false) },
  }));

/**
 * Changes the attention of one event, unless it is no longer what was read. Where the archive keeps
 * events for a time, an acknowledged one has been seen to and expires as others do; an open one is kept.
 * The parts of a body come first, as when an outcome is settled: after a crash it is done again.
 * @param item the event's whole item.
 * @returns whether it was changed.
 */
export const mark = async (
  events: Table,
  item: Item,
  change: AttentionChange,
): Promise<boolean> => {
  const until = item[eventsTable.expiry] ?? item['expiresOnceSettled'];
  const isOpen = change.to === 'open';
  const expiry = { [eventsTable.expiry]: isOpen ? undefined : until };
  if (until !== undefined) for (const part of partsOf(item)) await update(events, part, expiry, []);
  return update(
    events,
    item,
    {
      attention: { S: change.to },
      acknowledgedAt: isOpen ? undefined : { S: isoTime(change.at) ?? '' },
      note: isOpen ? undefined : { S: change.note },
      ...expiry,
      expiresOnceSettled: isOpen ? until : undefined,
    },
    unchanged,
  );
};
