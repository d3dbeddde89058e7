import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { DomainRuntime } from '../../../functions/shared/event/interpret.ts';
import { judge, type Verdict } from '../../../functions/shared/event/judge.ts';
import { momentOf } from '../../../functions/shared/event/version.ts';
import { headlineOf } from '../../../functions/shared/store/event-item.ts';
import type { Row } from '../../../functions/shared/store/row.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { eventsTable } from '../../../functions/shared/tables.ts';
import { archivedUnder } from '../target/archive.ts';
import { rowKey } from '../target/rows.ts';
import { type Target, tableOf } from '../target/target.ts';
import { eventOf, partsOf } from '../version-parts.ts';
import type { Origins } from './explain.ts';

/** What a domain makes today of an archived event. */
export const judged = (event: ArchivedEvent, runtime: DomainRuntime): Verdict =>
  judge({ body: event.body, receipt: event }, runtime, event.sentAt);

/** Ids of the archived events about an object whose version ends like this one. */
const idsOf = async (target: Target, object: string, version: string): Promise<Set<string>> => {
  const { name, hash } = eventsTable.byObject;
  const input = {
    TableName: tableOf(target, 'events'),
    IndexName: name,
    KeyConditionExpression: '#hash = :hash',
    ExpressionAttributeNames: { '#hash': hash },
    ExpressionAttributeValues: { ':hash': { S: object } },
  };
  const ids = new Set<string>();
  for await (const { Items = [] } of paginateQuery({ client: target.dynamodb }, input))
    for (const headline of Items.map(headlineOf))
      if (eventOf(headline.version) === eventOf(version)) ids.add(headline.id);
  return ids;
};

/**
 * Finds in the archive what a row is made of.
 * @returns undefined when the archive does not hold the row's own event.
 */
export const originsOf = async (
  target: Target,
  runtime: DomainRuntime,
  row: Row,
): Promise<Origins | undefined> => {
  const under = async (id: string): Promise<readonly ArchivedEvent[]> =>
    id === '' ? [] : archivedUnder(target, id);
  const rowSetBy = (verdict: Verdict): Row | undefined =>
    verdict.rows.find((projected) => rowKey(projected) === rowKey(row));

  const event = (await under(row.eventId)).find(({ digest }) =>
    digest.startsWith(partsOf(row.version).body),
  );
  if (event === undefined) return undefined;
  const verdict = judged(event, runtime);

  /** An event that shares a row with another is about the same object: the index finds it by that. */
  const linkingRow = async (version: string): Promise<Row | undefined> => {
    const ids = verdict.object && (await idsOf(target, verdict.object, version));
    for (const id of ids ?? [])
      for (const other of await under(id)) {
        const found = rowSetBy(judged(other, runtime));
        if (found?.version === version) return found;
      }
    return undefined;
  };

  const tied = new Set<string>();
  for (const id of row.tiedWith)
    for (const other of await under(id)) {
      const found = rowSetBy(judged(other, runtime));
      if (found && momentOf(found.version) === momentOf(row.version)) tied.add(id);
    }

  return {
    own: rowSetBy(verdict),
    linking:
      row.link && row.link.version !== row.version ? await linkingRow(row.link.version) : undefined,
    tied,
  };
};
