import { Buffer, isUtf8 } from 'node:buffer';
import {
  brotliCompressSync,
  brotliDecompressSync,
  constants,
  deflateRawSync,
  inflateRawSync,
} from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { sha256 } from '../event/identifier.ts';
import { isoTime } from '../event/time.ts';
import { outcomes } from '../record/outcomes.ts';
import type { Outcome } from '../record/read.ts';
import { DAY_SHARDS, eventsTable } from '../tables.ts';
import { toItem } from './attributes.ts';
import { receiptItem, receiptsFrom, signatureFrom, verifiedItem } from './receipts.ts';
import type { ArchivedEvent, Headline, OutcomeUpdate } from './store.ts';
import { vocabulary } from './vocabulary.ts';

type Item = Record<string, AttributeValue>;

const WRITE_UNIT = 1024;
/** How far back Deflate sees: a body beyond this soon forgets the vocabulary. */
const DEFLATE_WINDOW = 32_768;
/** An item holds 400 KB with its names and metadata; a body beyond this lies in items of its own. */
const CHUNK_BYTES = 350_000;
/** How far a delivery's clock may be from ours before it is labelled. */
const TIMELY_MILLISECONDS = 5 * 60_000;

/** Whether a delivery was sent at an odd time by our clock: `stale`, `future`, or undefined. */
const timingOf = (sentAt: number, receivedAt: number): 'stale' | 'future' | undefined => {
  if (receivedAt - sentAt > TIMELY_MILLISECONDS) return 'stale';
  return sentAt - receivedAt > TIMELY_MILLISECONDS ? 'future' : undefined;
};

/** A key of the index by time: a UTC day and one of its shards. */
export const dayShard = (day: string, shard: number): string => `${day}#${shard}`;

/** The key of a part of a body: erased parts are stored beside those that they replace. */
export const chunkKey = (digest: string, index: number, isErased: boolean): string =>
  `${digest}#${isErased ? 'erased#' : ''}${String(index).padStart(3, '0')}`;

const MENTION = '#about#';

/** Whether an item lets one more object find its event. */
export const isMention = (item: Item): boolean => item['digest']?.S?.includes(MENTION) ?? false;

/** Whether an item is part of a body, lets an object find its event, or is a note: no event of its own. */
export const isChunk = (item: Item): boolean => item['digest']?.S?.includes('#') ?? false;

/** Whether a person should look at an event; an erased one has nothing to look at, and a void one no effect. */
export const needsAttention = (
  event: Pick<OutcomeUpdate, 'erasedAt' | 'outcome' | 'name'>,
): boolean =>
  event.erasedAt === undefined &&
  event.outcome !== 'void' &&
  (event.outcome === 'quarantined' || event.outcome === 'unrecognized' || event.name === undefined);

const seconds = (value: number | undefined) =>
  value === undefined ? undefined : { decimal: String(value) };

/** Those of them that depend on whether a person should look at the event. */
export const attentionAttributes: readonly string[] = [
  'attention',
  'expiresAt',
  'expiresOnceSettled',
];

/** What an update of the outcome sets, of {@link outcomeAttributes}. */
export const outcomeItem = (event: OutcomeUpdate): Item =>
  toItem({
    domain: event.domain,
    outcome: event.outcome,
    object: event.object,
    version: event.version,
    occurredAt: event.occurredAt,
    issues: event.issues.length > 0 ? event.issues.map((issue) => ({ ...issue })) : undefined,
    attention: needsAttention(event) ? 'open' : undefined,
    [needsAttention(event) ? 'expiresOnceSettled' : eventsTable.expiry]: seconds(event.expiresAt),
  });

/** The attributes of an event's receipts: its own, and all where there are several. */
export const confirmedItem = (event: Headline): Item => ({
  ...verifiedItem(event),
  ...toItem({ timing: timingOf(event.sentAt, event.receivedAt) }),
  ...receiptItem(event),
});

const headline = (event: Headline): Item => ({
  ...outcomeItem(event),
  ...confirmedItem(event),
  ...toItem({
    id: event.id,
    digest: event.digest,
    maskedDigest: event.maskedDigest,
    erasedAt: event.erasedAt === undefined ? undefined : isoTime(event.erasedAt),
    name: event.name?.slice(0, 256),
    accountId: event.accountId?.slice(0, 256),
    orgId: event.orgId?.slice(0, 256),
    apiVersion: event.apiVersion?.slice(0, 64),
    archivedAt: isoTime(event.archivedAt),
    archivedOn: dayShard(
      isoTime(event.archivedAt)?.slice(0, 10) ?? '',
      Number.parseInt(event.digest.slice(0, 8), 16) % DAY_SHARDS,
    ),
  }),
});

/**
 * The items by which the other objects that an event is about find it: the index by object has one object
 * of each item. What the event states is in its own item alone.
 */
export const mentionsOf = (event: OutcomeUpdate): readonly Item[] =>
  (event.about ?? []).map((object) =>
    toItem({
      id: event.id,
      digest: `${event.digest}${MENTION}${sha256(object).slice(0, 16)}`,
      object,
      version: event.version,
      [eventsTable.expiry]: seconds(event.expiresAt),
    }),
  );

const bytesOf = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, value]) => sum + name.length + Buffer.byteLength(value.S ?? value.B ?? ''),
    0,
  );

/** The smaller of two that inflate to the same: a few bytes can be a write unit. */
const deflated = (body: Uint8Array): Uint8Array =>
  [{}, { strategy: constants.Z_FILTERED }]
    .map((options) => deflateRawSync(body, { dictionary: vocabulary, level: 9, ...options }))
    .reduce((one, other) => (other.length < one.length ? other : one));

/**
 * A body compressed: with the vocabulary, which takes the usual few kilobytes to under half of what
 * Brotli does, and quicker; beyond its window with Brotli.
 */
const compressed = (body: Uint8Array): [attribute: 'deflated' | 'packed', bytes: Uint8Array] =>
  body.length <= DEFLATE_WINDOW
    ? ['deflated', deflated(body)]
    : ['packed', brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })];

/** The body as readable text, or compressed where that saves a write unit or it is no text. */
const bodyItem = (body: Uint8Array, rest: number): Item => {
  const units = (bytes: number): number =>
    Math.ceil((rest + 'deflated'.length + bytes) / WRITE_UNIT);
  const [attribute, bytes] = compressed(body);
  const plain = isUtf8(body) && units(body.length) <= units(bytes.length);
  return plain ? { body: { S: Buffer.from(body).toString() } } : { [attribute]: { B: bytes } };
};

/** The items of an archived event: its own, and before it those of a body that doesn't fit there and its mentions. */
export const eventItems = (event: ArchivedEvent): { item: Item; chunks: readonly Item[] } => {
  const item = headline(event);
  const body = bodyItem(event.body, bytesOf(item));
  const packed = body['packed']?.B;
  const mentions = mentionsOf(event);
  if (packed === undefined || packed.length <= CHUNK_BYTES)
    return { item: { ...item, ...body }, chunks: mentions };
  const chunks: Item[] = [];
  const { [eventsTable.expiry]: expiresAt } = item;
  const expiry: Item = expiresAt === undefined ? {} : { [eventsTable.expiry]: expiresAt };
  for (let start = 0; start < packed.length; start += CHUNK_BYTES)
    chunks.push({
      id: { S: event.id },
      digest: { S: chunkKey(event.digest, chunks.length + 1, event.erasedAt !== undefined) },
      packed: { B: packed.subarray(start, start + CHUNK_BYTES) },
      ...expiry,
    });
  return {
    item: { ...item, chunks: { N: String(chunks.length) } },
    chunks: [...chunks, ...mentions],
  };
};

/** Among the items of an event's id, those that its body lies in. */
export const chunksOf = (item: Item, all: readonly Item[]): readonly Item[] => {
  const keys = Array.from({ length: Number(item['chunks']?.N ?? 0) }, (_, index) =>
    chunkKey(item['digest']?.S ?? '', index + 1, item['erasedAt'] !== undefined),
  );
  return keys.flatMap((key) => all.filter(({ digest }) => digest?.S === key));
};

/** The body that an event's items hold, as it was archived. */
export const bodyOf = (item: Item, chunks: readonly Item[]): Uint8Array => {
  if (item['body']?.S !== undefined) return Buffer.from(item['body'].S, 'utf8');
  const deflated = item['deflated']?.B;
  if (deflated !== undefined) return inflateRawSync(deflated, { dictionary: vocabulary });
  const parts = [item, ...chunks].map((part) => part['packed']?.B ?? new Uint8Array());
  return brotliDecompressSync(Buffer.concat(parts));
};

const outcomeFrom = (text: string | undefined): Outcome =>
  outcomes.find((outcome) => outcome === text) ?? 'quarantined';

/** What an event's item states, from the table or any index; unknown parts are empty. */
export const headlineOf = (item: Item): Headline => {
  const text = (name: string): string | undefined => item[name]?.S;
  const time = (name: string): number => Date.parse(text(name) ?? '');
  const receipts = receiptsFrom(item);
  const otherwise = text('otherwise');
  const maskedDigest = text('maskedDigest');
  const signature = signatureFrom(item);
  const expiry = item[eventsTable.expiry]?.N ?? item['expiresOnceSettled']?.N;
  const issues = item['issues']?.L ?? [];
  return {
    id: text('id') ?? '',
    digest: text('digest')?.split('#', 1)[0] ?? '',
    ...(maskedDigest && { maskedDigest }),
    ...(signature && { signature }),
    ...(text('erasedAt') && { erasedAt: time('erasedAt') }),
    ...(expiry && { expiresAt: Number(expiry) }),
    domain: text('domain') ?? '',
    outcome: outcomeFrom(text('outcome')),
    ...(text('attention') === 'acknowledged' && { acknowledged: true }),
    ...(receipts && { receipts }),
    ...(otherwise !== undefined && { otherwise: outcomeFrom(otherwise) }),
    name: text('name'),
    accountId: text('accountId'),
    orgId: text('orgId'),
    apiVersion: text('apiVersion'),
    object: text('object'),
    occurredAt: text('occurredAt'),
    version: text('version') ?? '',
    sentAt: time('sentAt'),
    receivedAt: time('receivedAt'),
    requestId: text('requestId') ?? '',
    secret: text('secret') ?? '',
    archivedAt: time('archivedAt'),
    issues: issues.map(({ M: issue = {} }) => ({
      path: issue['path']?.S ?? '',
      expected: issue['expected']?.S ?? '',
      received: issue['received']?.S ?? '',
    })),
  };
};
