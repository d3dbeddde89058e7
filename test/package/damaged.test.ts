import { domains } from '../../functions/domains.ts';
import { isObject } from '../../functions/shared/event/json.ts';
import { judge } from '../../functions/shared/record/judge.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { readerOf } from '../../package/read-record.ts';
import { definitionsOf, runtimeOf } from '../support/runtimes.ts';
import { samplesOf } from '../support/samples.ts';
import { delivery } from '../support/tables/expected-records.ts';

/*
 * Whatever a body leaves out or has in another form: what is not quarantined sets records that an
 * application can read.
 */

const readRecord = readerOf(
  Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)])),
);

const SENT_AT = Date.UTC(2026, 10, 20);

const odd: readonly unknown[] = [
  ...[undefined, null, [], 0, -1.5, 'text', true, '12345678901234567890.5'],
  ...[['text', 1], [{ id: 'x' }], { id: 'x', amount: 1 }],
];

/** A value with each of its fields in turn replaced, those inside others too. */
function* replaced(value: unknown, other: unknown): Generator<unknown> {
  if (Array.isArray(value))
    for (const [index, entry] of value.entries())
      for (const changed of replaced(entry, other)) yield value.with(index, changed);
  else if (isObject(value))
    for (const [name, inner] of Object.entries(value)) {
      yield { ...value, [name]: other };
      for (const changed of replaced(inner, other)) yield { ...value, [name]: changed };
    }
}

describe.each(domains)('the records of $name', (domain) => {
  const runtime = runtimeOf(domain.name);
  const read = new Set<string>();

  it.each(samplesOf(domain.name))('can be read whichever field of $file is odd', ({ body }) => {
    const event = JSON.parse(body.toString());
    for (const other of odd)
      for (const data of replaced(event.data, other)) {
        const { receipt } = delivery(body, SENT_AT);
        const damaged = Buffer.from(JSON.stringify({ ...event, data }));
        const { records } = judge({ body: damaged, receipt }, runtime, receipt);
        for (const record of records) read.add(readRecord(toItem(stateItem(record))).record);
      }
  });

  it('are of many kinds then', () => {
    expect(read.size).toBeGreaterThan(2);
  });
});
