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

/** What each sample of a domain sets, as projected and as a table holds it. */
export const itemsOfSamples = (domain: Domain) =>
  samplesOf(domain.name).map(({ file, name, body }) => {
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
