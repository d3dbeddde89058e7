import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { createScratch, type Scratch } from '../../../../../bin/webhooks/prove/rebuild/scratch.ts';
import { failureOf } from '../../../../../bin/webhooks/terminal/failure.ts';
import type { DomainRecord } from '../../../../../functions/shared/record/domain-record.ts';
import { madeBy } from '../../../../support/per-hook.ts';
import { recordArbitrary, recordAt } from '../../../../support/tables/records.ts';

const scratch = madeBy(beforeEach, async (): Promise<Scratch> => createScratch());
afterEach(() => scratch().close());

const attributes = fc.dictionary(
  fc.string({ unit: 'binary' }),
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\u0000', null, undefined, { decimal: `1${'0'.repeat(37)}.1` }),
    fc.array(fc.boolean()),
  ),
);

const keyed = (sk: string): DomainRecord => ({ ...recordAt(1), sk });

describe('what a rebuild remembers', () => {
  it('returns every record as it was put, the last one of each key, but for the names of its fields', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(recordArbitrary, attributes, fc.constantFrom('a', 'b\n', 'b'))),
        (records) => {
          const expected = new Map<string, DomainRecord>();
          const kept = createScratch();
          for (const [record, fields, sk] of records) {
            const { fields: _names, ...rest } = record;
            const one = { ...rest, sk, attributes: fields };
            kept.records.put({ ...one, fields: ['status'] });
            expected.set(sk, one);
          }
          expect([...kept.records.pages(2)].flat()).toEqual([...expected.values()]);
          expect(kept.records.count).toBe(expected.size);
          for (const row of expected.values()) expect(kept.records.at(row)).toEqual(row);
          expect(kept.records.at({ pk: 'dispute#1', sk: 'c' })).toBeUndefined();
          kept.close();
        },
      ),
    );
  });

  it('knows an event by its id and by its body', () => {
    const { events } = scratch();
    expect(events.add({ id: 'a', body: '1' })).toBe(true);
    expect(events.add({ id: 'a', body: '2' })).toBe(true);
    expect(events.add({ id: 'a', body: '1' })).toBe(false);
    expect(events.has({ id: 'a', body: '2' })).toBe(true);
    expect(events.has({ id: 'b', body: '2' })).toBe(false);
    expect(events.hasId('a')).toBe(true);
    expect(events.hasId('b')).toBe(false);
  });

  it('lists each suspect once, in order, and the records that were not seen', () => {
    const { records: rows, see, suspects } = scratch();
    for (const sk of ['1', '2', '3', '4']) rows.put(keyed(sk));
    for (const sk of ['1', '2', '4']) see(keyed(sk));
    for (const sk of ['2', 'not rebuilt', '2']) suspects.add(keyed(sk));
    suspects.addUnseen();
    expect([...suspects.pages(2)].map((page) => page.map(({ sk }) => sk))).toEqual([
      ['2', 'not rebuilt'],
      ['3'],
    ]);
    expect(suspects.count).toBe(3);
  });

  it('loses no suspect while others of its page are removed', () => {
    const { suspects } = scratch();
    for (let number = 0; number < 10; number += 1) suspects.add(keyed(`${number}`));
    const met = [];
    for (const page of suspects.pages(3))
      for (const key of page) {
        met.push(key.sk);
        if (Number(key.sk) % 2 === 0) suspects.remove(key);
      }
    expect(met).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    expect([...suspects.pages(9)].flat().map(({ sk }) => sk)).toEqual(['1', '3', '5', '7', '9']);
  });

  it('states what to do when its disk is full', () => {
    const full = new DatabaseSync('');
    full.exec('PRAGMA max_page_count = 1');
    const code = 'ERR_SQLITE_ERROR';
    expect(() => full.exec('CREATE TABLE record (id INTEGER PRIMARY KEY)')).toThrow(
      expect.objectContaining({ code, message: 'database or disk is full' }),
    );
    full.close();
    const failure = failureOf(Object.assign(new Error('full'), { code }));
    expect(failure?.message).toContain('SQLITE_TMPDIR');
  });
});
