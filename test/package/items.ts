import * as fc from 'fast-check';
import type { Domain } from '../../functions/shared/domain.ts';
import { apiVersions } from '../../functions/shared/histories.ts';
import type { DomainRecord } from '../../functions/shared/record/domain-record.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { historic } from '../convergence/histories.ts';
import { historiesOf, runtimeOf } from '../support/runtimes.ts';
import { samplesOf } from '../support/samples.ts';
import { delivery, recordsAfter, recordsFrom } from '../support/tables/expected-records.ts';
import type { Item } from '../support/tables/tables.ts';

/** When what is archived was sent, epoch milliseconds. */
const SENT_AT = Date.UTC(2026, 10, 20);

/** Records as a table holds them. */
const itemsOf = (records: Iterable<DomainRecord>): readonly Item[] =>
  [...records].map((record) => toItem(stateItem(record)));

/** Events of which Airwallex's pages print no body, and which set a kind of record that no sample sets. */
const unprinted: Readonly<
  Record<string, readonly { readonly name: string; readonly data: object }[]>
> = {
  connections: [
    {
      name: 'internal.connection_connected',
      data: { org_id: 'org_1', app_id: 'app_1', connection_id: 'connection_1' },
    },
  ],
  issuing: [
    {
      name: 'issuing.card.active',
      data: {
        card_id: 'card_1',
        card_status: 'ACTIVE',
        cardholder_id: 'holder_1',
        additional_cardholder_ids: ['holder_2', 'holder_3'],
      },
    },
    {
      name: 'issuing.card_notification.created',
      data: { cardholder_id: 'holder_1', masked_card_number: '************4242' },
    },
    {
      name: 'issuing.transaction_lifecycle_event.created',
      data: { id: 'message_1', lifecycle_id: 'lifecycle_1', card_id: 'card_1' },
    },
  ],
};

const bodiesOf = (domain: Domain) => [
  ...samplesOf(domain.name),
  ...(unprinted[domain.name] ?? []).map((event, index) => ({
    ...event,
    file: `${event.name} without a sample`,
    body: Buffer.from(
      JSON.stringify({ id: `evt_${index}`, ...event, created_at: '2026-03-01T10:00:00Z' }),
    ),
  })),
];

/** What each sample of a domain sets, as projected and as a table holds it. */
export const itemsOfSamples = (domain: Domain) =>
  bodiesOf(domain).map(({ file, name, body }) => {
    const records = recordsFrom([delivery(body, SENT_AT)], runtimeOf(domain.name)).flat();
    return { file, name, records, items: itemsOf(records) };
  });

/** What a table holds after everything of one of a domain's histories. */
export const anyItems = (domain: Domain): fc.Arbitrary<readonly Item[]> => {
  const runtime = runtimeOf(domain.name);
  const histories = historiesOf(domain).map((history) =>
    fc.tuple(historic(history), fc.constantFrom(...apiVersions)).map(([events, version]) =>
      itemsOf(
        recordsAfter(
          events.map(({ write, sentAt }) => delivery(write(version), sentAt)),
          runtime,
        ).values(),
      ),
    ),
  );
  return fc.oneof(...histories);
};
