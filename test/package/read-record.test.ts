import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { domains } from '../../functions/domains.ts';
import { expressionOf, partsOf } from '../../functions/shared/interface/definition.ts';
import { metadataNames } from '../../functions/shared/interface/metadata.ts';
import { recordMetadata } from '../../functions/shared/store/state-item.ts';
import { readerOf } from '../../package/read-record.ts';
import { definitionsIn } from '../../package/reading.ts';
import { UnreadableItem } from '../../package/unreadable-item.ts';
import { definitionsOf } from '../support/runtimes.ts';
import { anyItems, itemsOfSamples } from './items.ts';

const everyKind = Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)]));
const readRecord = readerOf(everyKind);
const definitions = definitionsIn(everyKind);

const items = domains.flatMap((domain) => itemsOfSamples(domain).flatMap((sample) => sample.items));

const refund = {
  pk: { S: 'refund#rfd_1' },
  sk: { S: 'refund' },
  id: { S: 'rfd_1' },
  status: { S: 'SETTLED' },
  amount: { N: '123456789012345678901234567890.12' },
  currency: { S: 'USD' },
  eventId: { S: 'evt_1' },
  eventName: { S: 'refund.settled' },
  version: { S: 'v' },
  revision: { N: '2' },
} satisfies Record<string, AttributeValue>;

describe('readRecord', () => {
  it('returns kind, key with its parts, attributes and metadata of an item', () => {
    expect(readRecord(refund)).toEqual({
      domain: 'payments',
      record: 'refund',
      key: { pk: 'refund#rfd_1', sk: 'refund', refund_id: 'rfd_1' },
      attributes: {
        id: 'rfd_1',
        status: 'SETTLED',
        amount: '123456789012345678901234567890.12',
        currency: 'USD',
      },
      metadata: { eventId: 'evt_1', eventName: 'refund.settled', version: 'v', revision: '2' },
    });
  });

  it('reads the same from an item that is unmarshalled with wrapped numbers', () => {
    for (const item of [refund, ...items])
      expect(readRecord(unmarshall(item, { wrapNumbers: true }))).toEqual(readRecord(item));
  });

  it('reads the same from an item that is unmarshalled, where a double holds its numbers', () => {
    const exact = { ...refund, amount: { N: '12.5' } };
    for (const item of [exact, ...items])
      expect(readRecord(unmarshall(item))).toEqual(readRecord(item));
  });

  it('refuses a number that was rounded, and names the option that keeps its digits', () => {
    const rounded = {
      ...unmarshall({ ...refund, amount: { N: '1' } }),
      amount: 1_234_567_890 / 7,
    };
    expect(() => readRecord(rounded)).toThrow(
      'amount cannot be read: a number that a double holds exactly (`wrapNumbers: true` keeps every digit) was expected.',
    );
  });

  it('reads whatever any history ends in, unmarshalled or not', () => {
    for (const domain of domains)
      fc.assert(
        fc.property(anyItems(domain), (found) => {
          for (const item of found)
            expect(readRecord(unmarshall(item, { wrapNumbers: true }))).toEqual(readRecord(item));
        }),
        { numRuns: 20 },
      );
  });

  it('writes a number without an exponent and without last zeros', () => {
    const amounts = { '1E+2': '100', '-0.50': '-0.5', '1e-7': '0.0000001' };
    for (const [N, amount] of Object.entries(amounts))
      expect(readRecord({ ...refund, amount: { N } }).attributes).toMatchObject({ amount });
  });

  it('ignores an attribute that a later version of the interface added', () => {
    const later = {
      ...refund,
      added_later: { M: { inside: { S: 'new' } } },
      addedLater: { N: '1' },
    };
    expect(readRecord(later)).toEqual(readRecord(refund));
  });

  it('keeps a status that is not known yet', () => {
    const status = 'SENT_BY_POST';
    expect(readRecord({ ...refund, status: { S: status } }).attributes).toMatchObject({ status });
  });
});

const { id: _id, ...withoutId } = refund;
const { sk: _sk, ...withoutSortKey } = refund;

describe('an item that is no record', () => {
  it.each<[string, unknown, string]>([
    ['nothing', undefined, 'This is no item of a state table: it has no text `pk`.'],
    ['a list', [refund], 'This is no item of a state table: it has no text `pk`.'],
    ['an item of another table', { id: { S: 'evt_1' } }, 'it has no text `pk`'],
    ['a key of a number', { pk: { N: '1' } }, 'it has no text `pk`'],
    ['an item without a sort key', withoutSortKey, 'it has no text `sk`'],
    [
      'another kind',
      { ...refund, pk: { S: 'invoice#1' } },
      'No kind of record has the key "invoice#1"',
    ],
    ['a key of too many parts', { ...refund, pk: { S: 'refund#1#2' } }, 'No kind of record has'],
    ['an item without its id', withoutId, 'is no whole refund: attributes.id was expected to be'],
    [
      'a part of an item, as an index may carry it',
      { pk: refund.pk, sk: refund.sk },
      'An index may carry only a part of it',
    ],
    ['an amount in text', { ...refund, amount: { S: 'much' } }, 'attributes.amount was expected'],
    ['a number that is none', { ...refund, amount: { N: 'much' } }, 'amount cannot be read'],
    ['binary data', { ...refund, reason: { B: new Uint8Array(1) } }, 'reason cannot be read'],
    ['a set', { ...refund, reason: { SS: ['a'] } }, 'reason cannot be read'],
    ['null', { ...refund, reason: { NULL: true } }, 'reason cannot be read'],
    [
      'a date',
      { ...unmarshall({ ...refund, amount: { N: '1' } }), at: new Date(0) },
      'at cannot be',
    ],
    ['a value of no form', { ...refund, reason: 'both forms' }, 'reason cannot be read'],
  ])('is refused with its reason: %s', (_what, item, reason) => {
    expect(() => readRecord(item)).toThrow(UnreadableItem);
    expect(() => readRecord(item)).toThrow(reason);
  });

  it('is refused without its values in the message, and without control characters', () => {
    const pk = `refund#\u001b[31m${'x'.repeat(1_000)}`;
    for (const item of [
      { ...refund, amount: { S: 'card 4242424242424242' } },
      { ...refund, pk: { S: pk } },
      { ...refund, [`\u001b[31m${'x'.repeat(1_000)}`]: { N: 'none' } },
    ])
      try {
        readRecord(item);
        throw new Error('It was read.');
      } catch (error) {
        const { message } = error instanceof UnreadableItem ? error : new Error();
        expect(message).not.toMatch(/4242|\p{Cc}/u);
        expect(message.length).toBeGreaterThan(20);
        expect(message.length).toBeLessThan(400);
      }
  });

  it('is refused where it is deeper than DynamoDB allows', () => {
    const deep = (levels: number): AttributeValue =>
      levels === 0 ? { S: 'x' } : { M: { x: deep(levels - 1) } };
    expect(() => readRecord({ ...refund, reason: deep(1_000) })).toThrow('at most 32 levels');
  });

  it('cannot change the prototype of what is read', () => {
    const hostile = JSON.parse(
      '{"__proto__": {"S": "x"}, "failure_details": {"M": {"__proto__": {"S": "y"}}}}',
    );
    const { attributes } = readRecord({ ...refund, ...hostile });
    expect(attributes).toEqual({ ...readRecord(refund).attributes, failure_details: {} });
  });

  it('is read or refused as such, whatever it is', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.record({ S: fc.string() }),
        fc.record({ N: fc.string() }),
        fc.record({ BOOL: fc.boolean() }),
        fc.record({ L: fc.array(tie('any')) }),
        fc.record({ M: fc.dictionary(fc.string(), tie('any')) }),
        fc.anything(),
      ),
    })).any;
    fc.assert(
      fc.property(fc.constantFrom(...items), fc.nat(), value, (item, index, odd) => {
        const names = Object.keys(item);
        const damaged = { ...item, [names[index % names.length] ?? 'pk']: odd };
        try {
          readRecord(damaged);
        } catch (error) {
          expect(error).toBeInstanceOf(UnreadableItem);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the kinds of record', () => {
  it('have names and keys of their own: no item fits two', () => {
    expect(new Set(definitions.map(({ name }) => name)).size).toBe(definitions.length);
    for (const item of items) {
      const { key } = readRecord(item);
      const fitting = definitions.filter(
        ({ pk, sk }) =>
          expressionOf(pk).test(String(key['pk'])) && expressionOf(sk).test(String(key['sk'])),
      );
      expect(fitting).toHaveLength(1);
    }
  });

  it('have no part of a key twice', () => {
    for (const { pk, sk } of definitions) {
      const parts = [...partsOf(pk), ...partsOf(sk)];
      expect(new Set(parts).size).toBe(parts.length);
    }
  });

  it('are in the timelines that the samples put them in', () => {
    for (const { name, timelines } of definitions) {
      const found = items
        .map(readRecord)
        .filter(({ record }) => record === name)
        .flatMap(({ metadata }) => String(metadata['relatedTo'] ?? '').split('#', 1))
        .filter((kind) => kind !== '');
      const seen = [...new Set(found)].sort();
      expect({ name, seen }).toEqual({ name, seen: [...timelines].sort() });
    }
  });

  it('are found by an id of an object that the domain lists', () => {
    for (const domain of domains)
      for (const { pk } of definitionsIn({ [domain.name]: definitionsOf(domain) }))
        expect(domain.objects).toContain(pk.slice(0, pk.indexOf('#')));
  });

  it('have the metadata that the store writes', () => {
    expect(['pk', 'sk', ...metadataNames].sort()).toEqual([...recordMetadata].sort());
  });
});
