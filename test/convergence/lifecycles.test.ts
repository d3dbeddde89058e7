import { momentOf } from '../../functions/shared/record/version.ts';
import { runtimeOf } from '../support/runtimes.ts';

import { delivery, joined, recordsFrom } from '../support/tables/expected-records.ts';
import { accountsJourneys, connectionsJourneys } from './lifecycles/accounts.ts';
import { issuingJourneys } from './lifecycles/issuing.ts';
import { paymentsJourneys } from './lifecycles/payments.ts';
import { permutations } from './permutations.ts';

// Many runs in one test.
jest.setTimeout(60_000);

const journeys = [
  ...connectionsJourneys.map((journey) => ({ ...journey, runtime: runtimeOf('connections') })),
  ...accountsJourneys.map((journey) => ({ ...journey, runtime: runtimeOf('accounts') })),
  ...paymentsJourneys.map((journey) => ({ ...journey, runtime: runtimeOf('payments') })),
  ...issuingJourneys.map((journey) => ({ ...journey, runtime: runtimeOf('issuing') })),
];

const SENT = Date.UTC(2026, 2, 1, 12);

describe.each(journeys)('$title', ({ runtime, record, steps, end, tied }) => {
  /** Where any order of arrival ends, with this many seconds between events. */
  const ends = (seconds: number) => {
    const deliveries = steps.map(([name, data], index) => {
      const created_at = new Date(Date.UTC(2026, 2, 1, 10, 0, index * seconds)).toISOString();
      const event = { id: `evt_${index}`, name, account_id: 'acct_1', created_at, data };
      return delivery(Buffer.from(JSON.stringify(event)), SENT);
    });
    const records = recordsFrom(deliveries, runtime);
    const tables = permutations(records).map((order) => joined(order.flat()));
    const last = tables[0]?.get(record);
    const alike = records
      .flat()
      .filter(({ pk, sk }) => `${pk} ${sk}` === record)
      .filter(({ version }) => last && momentOf(version) === momentOf(last.version));
    return {
      record: last,
      /** Ids of the events of its record that neither a time nor a terminal state puts below it. */
      tied: alike.map(({ eventId }) => eventId).filter((id) => id !== last?.eventId),
      different: new Set(tables.map((table) => JSON.stringify([...table]))).size,
    };
  };

  it('ends at its last event, in any order of arrival', () => {
    const eventId = `evt_${steps.length - 1}`;
    expect(ends(1)).toMatchObject({
      record: { eventId, attributes: end, tiedWith: [] },
      different: 1,
    });
  });

  it('ends by rank when all of it happened in one second, and names the others', () => {
    const { record: last, tied: others, different } = ends(0);
    expect(last?.attributes).toMatchObject(tied);
    expect(last?.tiedWith).toEqual([...others].sort());
    expect(different).toBe(1);
  });
});
