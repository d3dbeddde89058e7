import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { redact } from '../../../../functions/shared/erasure/redact.ts';
import { archivedAt, archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { differenceOf } from '../../../../functions/shared/query/difference.ts';
import { recordKey, recordsAt } from '../../../../functions/shared/query/records.ts';
import { type DomainRecord, join } from '../../../../functions/shared/record/domain-record.ts';
import type { Verdict } from '../../../../functions/shared/record/judge.ts';
import { read } from '../../../../functions/shared/record/read.ts';
import { eventItems } from '../../../../functions/shared/store/archive-item.ts';
import { withIndexKeys } from '../../../../functions/shared/store/index-keys.ts';
import { judgeArchived } from '../../../../functions/shared/store/judge-archived.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { swap } from '../../pipeline/records.ts';
import type { Target } from '../../pipeline/target.ts';

/** An event, its redacted form, and the stored records that still hold what is erased. */
export interface Redaction {
  readonly event: ArchivedEvent;
  /** The event as it is to be archived. */
  readonly redacted: ArchivedEvent;
  /** The domain whose table its records are in. */
  readonly domain: Domain;
  /** Records to be swapped: as they are read, and as they are to be. */
  readonly records: readonly { readonly read: DomainRecord; readonly wanted: DomainRecord }[];
  /** Records of a newer projection than this code's, which it cannot write. */
  readonly newer: number;
}

/** How many times a concurrent write may win before a record or event is skipped until the next erasure. */
const MAX_ROUNDS = 8;

/** Whether a stored record states something of the event of another one. */
const holds = ({ version, carried }: DomainRecord, other: DomainRecord): boolean =>
  version === other.version || carried.some((earlier) => earlier.version === other.version);

/** A stored record without what it states of an event, which the event's redacted form states again. */
const without = (record: DomainRecord, version: string): DomainRecord => {
  const isOwn = record.version === version;
  const carried = record.carried.filter((earlier) => earlier.version !== version);
  const gone = new Set(
    record.carried.filter((one) => !carried.includes(one)).flatMap(({ names }) => names),
  );
  const kept = new Set(carried.flatMap(({ names }) => names));
  const attributes = Object.fromEntries(
    Object.entries(record.attributes).filter(([name]) =>
      isOwn ? kept.has(name) : !gone.has(name),
    ),
  );
  return { ...record, attributes, carried };
};

const heldRecords = async (
  target: Target,
  domain: Domain,
  { records }: Pick<Verdict, 'records'>,
) => {
  const stored =
    records.length > 0
      ? await recordsAt(target.tables.of(domain), records)
      : new Map<string, DomainRecord>();
  const held = records.flatMap((record) => {
    const read = stored.get(recordKey(record));
    // A later event's record holds what it keeps of this one, beside the id it belongs to, and ties.
    return read && holds(read, record) ? [{ read, projected: record }] : [];
  });
  return {
    newer: held.filter(({ read, projected }) => read.revision > projected.revision).length,
    records: held
      .map(({ read, projected }) => ({
        read,
        wanted: withIndexKeys(join(without(read, projected.version), projected), domain),
      }))
      .filter(({ read, wanted }) => differenceOf(read, wanted).length > 0),
  };
};

/** Finds out what erasing an event changes. @param at when it is erased, epoch milliseconds. */
export const redactionOf = async (
  target: Target,
  event: ArchivedEvent,
  at: number,
): Promise<Redaction> => {
  const runtime = await loadRuntime(ownerOf(event.name ?? ''));
  const delivery = redact(read({ body: event.body, receipt: event }, runtime));
  const verdict = judgeArchived({ ...event, body: delivery.body }, runtime);
  const { issues, apiVersion } = verdict;
  const { maskedDigest = event.digest } = delivery.receipt;
  const redacted = {
    ...{ ...event, body: delivery.body, maskedDigest },
    ...{ issues, apiVersion, erasedAt: event.erasedAt ?? at },
  };
  const { domain } = runtime;
  return { event, redacted, domain, ...(await heldRecords(target, domain, verdict)) };
};

/** Replaces an event by its redacted form, unless its outcome changed meanwhile. */
const replaceEvent = async (
  target: Target,
  { outcome }: ArchivedEvent,
  redacted: ArchivedEvent,
): Promise<boolean> => {
  const TableName = target.tables.events.name;
  const { item, chunks } = eventItems(redacted);
  for (const chunk of chunks)
    await target.dynamodb.send(new PutItemCommand({ TableName, Item: chunk }));
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName,
        Item: item,
        ConditionExpression: '#outcome = :outcome AND attribute_not_exists(erasedAt)',
        ExpressionAttributeNames: { '#outcome': 'outcome' },
        ExpressionAttributeValues: { ':outcome': { S: outcome } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** The result of erasing an event. */
export interface RedactionResult {
  readonly rows: number;
  /** It kept changing, or DynamoDB refused it: erase again. */
  readonly contested: boolean;
}

/**
 * Erases one event: its records first and then the event, so that an interrupted run finds it again.
 * Doing it twice does no harm.
 */
export const applyRedaction = async (
  target: Target,
  first: Redaction,
): Promise<RedactionResult> => {
  let redaction: Redaction | undefined = first;
  let records = 0;
  for (let round = 0; redaction && round < MAX_ROUNDS; round += 1) {
    const { event, redacted, domain }: Redaction = redaction;
    const swaps = await Promise.all(
      redaction.records.map(({ read, wanted }) => swap(target.tables.of(domain), read, wanted)),
    );
    records += swaps.filter((outcome) => outcome === 'swapped').length;
    const isDone = swaps.every((outcome) => outcome === 'swapped');
    if (isDone && (event.erasedAt !== undefined || (await replaceEvent(target, event, redacted))))
      return { rows: records, contested: false };
    const now = (await archivedUnder(target.tables.events, event.id)).find(
      ({ digest }) => digest === event.digest,
    );
    redaction = now && (await redactionOf(target, now, redacted.erasedAt ?? Date.now()));
  }
  return { rows: records, contested: redaction !== undefined };
};

/** A part of a body, stored beside its event. */
export type BodyPart = { readonly id: string; readonly digest: string };

/** Removes the parts of bodies whose events are erased: they are no longer read. @returns how many. */
export const removeParts = async (target: Target, parts: readonly BodyPart[]): Promise<number> => {
  const TableName = target.tables.events.name;
  const eventOf = ({ id, digest }: BodyPart) => ({ id, digest: digest.split('#')[0] ?? '' });
  const keys = new Map(parts.map((part) => [JSON.stringify(eventOf(part)), eventOf(part)]));
  const erased = new Set<string>();
  const items = [...keys.values()].map(({ id, digest }) => ({
    id: { S: id },
    digest: { S: digest },
  }));
  for await (const { id, digest, erasedAt } of archivedAt(target.tables.events, items))
    if (erasedAt !== undefined) erased.add(JSON.stringify({ id, digest }));
  const wrong = parts.filter((part) => erased.has(JSON.stringify(eventOf(part))));
  for (const { id, digest } of wrong)
    await target.dynamodb.send(
      new DeleteItemCommand({ TableName, Key: { id: { S: id }, digest: { S: digest } } }),
    );
  return wrong.length;
};
