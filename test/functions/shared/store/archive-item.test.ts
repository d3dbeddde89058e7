import { randomBytes } from 'node:crypto';
import { brotliCompressSync } from 'node:zlib';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import {
  bodyOf,
  chunksOf,
  eventItems,
  headlineOf,
} from '../../../../functions/shared/store/archive-item.ts';
import { vocabulary } from '../../../../functions/shared/store/vocabulary.ts';
import { samplesOf } from '../../../support/samples.ts';
import { archivedEvent } from '../../../support/tables/archived-event.ts';

const archived = archivedEvent({ body: randomBytes(800_000) });

it('the parts of an erased body are kept beside those of the signed one, and are distinguished', () => {
  const before = eventItems(archived);
  const left = { ...archived, erasedAt: 1_772_359_300_000, body: randomBytes(400_000) };
  const after = eventItems(left);
  const all = [...after.chunks, ...before.chunks].toReversed();
  expect(new Set(all.map(({ digest }) => digest?.S)).size).toBe(3 + 2);
  expect(Buffer.from(bodyOf(before.item, chunksOf(before.item, all))).equals(archived.body)).toBe(
    true,
  );
  expect(Buffer.from(bodyOf(after.item, chunksOf(after.item, all))).equals(left.body)).toBe(true);
});

it.each([
  ['expires', { expiresAt: 1_780_000_000 }],
  ['has a signature', { signature: 'ef'.repeat(32) }],
  ['is erased', { erasedAt: 1_772_359_300_000, maskedDigest: 'cd'.repeat(32) }],
  [
    'needs attention and would expire',
    { outcome: 'quarantined' as const, expiresAt: 1_780_000_000 },
  ],
])('an event that %s is read back as it was written', (_what, changes) => {
  const { body: _body, ...headline } = { ...archived, ...changes };
  const { item } = eventItems({ ...archived, ...changes });
  expect(headlineOf(item)).toEqual(headline);
  expect(eventItems({ ...headlineOf(item), body: archived.body }).item).toEqual(item);
});

it('a signature is kept as its 32 bytes', () => {
  const { item } = eventItems(archivedEvent({ signature: 'ef'.repeat(32) }));
  expect(item['sig']?.B).toEqual(Buffer.alloc(32, 0xef));
});

it('marks nothing in an erased event for attention', () => {
  const quarantined = archivedEvent({ outcome: 'quarantined', expiresAt: 1_780_000_000 });
  expect(eventItems(quarantined).item).toMatchObject({ attention: { S: 'open' } });
  const { item } = eventItems({ ...quarantined, erasedAt: 1_772_359_200_000 });
  expect(item).toMatchObject({ outcome: { S: 'quarantined' }, expiresAt: { N: '1780000000' } });
  expect(item).not.toHaveProperty('attention');
});

describe('a compressed body', () => {
  it('can be read permanently: the vocabulary is the one that the archive was written with', () => {
    expect(sha256(vocabulary)).toBe(
      '08286d971fc3a6c0ee3fd8de111fe0f23df18002911499e7a6e61d9ea92f12eb',
    );
  });

  it('of the usual size is deflated', () => {
    const [attempt] = samplesOf('payments').filter(({ name }) => name === 'payment_attempt.paid');
    const { item } = eventItems(archivedEvent({ body: attempt?.body ?? Buffer.alloc(0) }));
    expect(item).toHaveProperty('deflated');
    expect(Buffer.from(bodyOf(item, [])).equals(attempt?.body ?? Buffer.alloc(0))).toBe(true);
  });

  it('of any size is read back, one from before the vocabulary too', () => {
    const text = Buffer.from('{"a":"b"}'.repeat(2_000));
    expect(Buffer.from(bodyOf({ packed: { B: brotliCompressSync(text) } }, []))).toEqual(text);
    for (const length of [32_768, 32_769]) {
      const body = Buffer.alloc(length, 'ab');
      expect(Buffer.from(bodyOf(eventItems(archivedEvent({ body })).item, []))).toEqual(body);
    }
  });
});
