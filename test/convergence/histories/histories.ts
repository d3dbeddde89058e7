import * as fc from 'fast-check';
import type { Delivery } from '../../../functions/shared/event/message.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import { runtimes } from '../../support/runtimes.ts';
import { delivery } from '../../support/tables/expected-records.ts';
import { accountsHistory, connectionsHistory } from './accounts.ts';
import { customersHistory } from './customers.ts';
import { type Era, eras, type Happening } from './happening.ts';
import { issuingHistory } from './issuing.ts';
import { paymentsHistory } from './payments.ts';

/** Everything that can happen to one group of objects. */
interface Story {
  readonly title: string;
  readonly runtime: DomainRuntime;
  readonly history: fc.Arbitrary<readonly Happening[]>;
}

export const stories: readonly Story[] = [
  { title: 'payments of an intent', runtime: runtimes.payments, history: paymentsHistory },
  { title: 'a customer of payments', runtime: runtimes.payments, history: customersHistory },
  {
    title: 'a card and its spend',
    runtime: runtimes.issuing,
    history: issuingHistory,
  },
  {
    title: 'accounts in review',
    runtime: runtimes.accounts,
    history: accountsHistory,
  },
  {
    title: 'connections lost',
    runtime: runtimes.connections,
    history: connectionsHistory,
  },
];

/** A history as it was delivered: in the order of its events, and in the order of arrival. */
export interface Deliveries {
  readonly inOrder: readonly Delivery[];
  readonly arriving: readonly Delivery[];
}

const MINUTE = 60_000;

/**
 * Delivers a history: each event in one or two API versions (of as many subscriptions), once or
 * repeatedly, in any order. What says no time of its own is sent again under the first send time,
 * since that orders it.
 */
export const deliveredFrom = (history: Story['history']): fc.Arbitrary<Deliveries> =>
  history.chain((happenings) => {
    const manner = fc.record({
      versions: fc.subarray<Era>([...eras], { minLength: 1, maxLength: 2 }),
      repeats: fc.constantFrom(0, 0, 1, 2),
    });
    return fc
      .tuple(...happenings.map(() => manner))
      .map((manners) =>
        manners.flatMap(({ versions, repeats }, index) => {
          const told = happenings[index];
          if (told === undefined) return [];
          return versions.flatMap((era) =>
            Array.from({ length: repeats + 1 }, (_, time) =>
              delivery(told.write(era), told.sentAt + (told.dated ? time * MINUTE : 0)),
            ),
          );
        }),
      )
      .chain((inOrder) =>
        fc
          .shuffledSubarray(inOrder, { minLength: inOrder.length })
          .map((arriving) => ({ inOrder, arriving })),
      );
  });
