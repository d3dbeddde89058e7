import { Buffer } from 'node:buffer';
import { archivedAt } from '../../../../functions/shared/query/archive.ts';
import type { ListedEvent, Placed } from '../../../../functions/shared/query/headlines.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';
import { receiptsOf } from '../../../../functions/shared/store/receipts.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';

/** Conditions that no index can answer: each event is read whole. */
export interface WholeFilter {
  /** A text that their bodies contain. */
  readonly text?: string;
  /** The label of a secret that has signed them. */
  readonly secret?: string;
}

/** Events that are read concurrently: one request, unless they are large. */
const BATCH = 100;

const keyOf = ({ id, digest }: Pick<ListedEvent, 'id' | 'digest'>): string => `${id} ${digest}`;

/** Whether a body contains a text, as it is or as a JSON text writes it. */
const contains = (body: Uint8Array, text: string): boolean => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return bytes.includes(text) || bytes.includes(JSON.stringify(text).slice(1, -1));
};

const meetsWhole = (event: ArchivedEvent, { text, secret }: WholeFilter): boolean =>
  (text === undefined || contains(event.body, text)) &&
  (secret === undefined || receiptsOf(event).some((receipt) => receipt.secret === secret));

/** Those of a batch that meet a filter, in their order. */
async function* ofBatch(events: Table, batch: readonly Placed[], filter: WholeFilter) {
  const found = new Set<string>();
  const keys = batch.map(({ event: { id, digest } }) => ({ id: { S: id }, digest: { S: digest } }));
  for await (const event of archivedAt(events, keys))
    if (meetsWhole(event, filter)) found.add(keyOf(event));
  yield* batch.filter(({ event }) => found.has(keyOf(event)));
}

/** Those events of a listing that meet a filter, in its order. */
export async function* meetingWhole(
  events: Table,
  listing: AsyncIterable<Placed>,
  filter: WholeFilter,
): AsyncGenerator<Placed> {
  let batch: Placed[] = [];
  for await (const placed of listing) {
    batch.push(placed);
    if (batch.length < BATCH) continue;
    yield* ofBatch(events, batch, filter);
    batch = [];
  }
  yield* ofBatch(events, batch, filter);
}
