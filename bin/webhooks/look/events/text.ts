import { Buffer } from 'node:buffer';
import { archivedAt } from '../../../../functions/shared/query/archive.ts';
import type { ListedEvent, Placed } from '../../../../functions/shared/query/headlines.ts';
import type { Table } from '../../../../functions/shared/query/table.ts';

/** Bodies that are read concurrently: one request, unless they are large. */
const BATCH = 100;

const keyOf = ({ id, digest }: Pick<ListedEvent, 'id' | 'digest'>): string => `${id} ${digest}`;

/** Whether a body contains a text, as it is or as a JSON text writes it. */
const contains = (body: Uint8Array, text: string): boolean => {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return bytes.includes(text) || bytes.includes(JSON.stringify(text).slice(1, -1));
};

/** Those of a batch whose body contains a text, in their order. */
async function* ofBatch(events: Table, batch: readonly Placed[], text: string) {
  const found = new Set<string>();
  const keys = batch.map(({ event: { id, digest } }) => ({ id: { S: id }, digest: { S: digest } }));
  for await (const event of archivedAt(events, keys))
    if (contains(event.body, text)) found.add(keyOf(event));
  yield* batch.filter(({ event }) => found.has(keyOf(event)));
}

/** Those events of a listing whose body contains a text, in its order: every body is read. */
export async function* withText(
  events: Table,
  listing: AsyncIterable<Placed>,
  text: string,
): AsyncGenerator<Placed> {
  let batch: Placed[] = [];
  for await (const placed of listing) {
    batch.push(placed);
    if (batch.length < BATCH) continue;
    yield* ofBatch(events, batch, text);
    batch = [];
  }
  yield* ofBatch(events, batch, text);
}
