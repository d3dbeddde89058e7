import { scenarioNamed, scenarioNames } from '../../../../bin/webhooks/send/scenario/scenarios.ts';
import { domains } from '../../../../functions/domains.ts';
import { loadDwells } from '../../../../functions/dwells.ts';
import {
  type OverdueRecord,
  overdueRecords,
} from '../../../../functions/scheduled/overdue/overdue.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { refundEvent, webhook } from '../../../support/webhook.ts';

/* The pass that finds records whose status lasts too long, over every scenario of the tool. */

const DAY = 86_400_000;
const AT = Date.UTC(2026, 8, 1, 12);

interface Awaited {
  /** The event that ends it: the last of this name, or one before that. */
  readonly event: string;
  readonly fromLast?: number;
  /** What is overdue where neither it nor a later one comes. */
  readonly overdue: readonly string[];
}

const paid: Awaited = { event: 'payment_attempt.paid', overdue: ['payment_attempt SETTLED'] };
const unauthenticated = [
  'payment_attempt AUTHENTICATION_REDIRECTED',
  'payment_intent REQUIRES_CUSTOMER_ACTION',
];
const message = 'issuing.transaction.succeeded';

const awaited: Readonly<Record<string, Awaited>> = {
  checkout: paid,
  'checkout-failed-then-paid': paid,
  regression: { event: 'payment_attempt.authentication_failed', overdue: unauthenticated },
  abandoned: { event: 'payment_attempt.expired', overdue: unauthenticated },
  'partial-refund': { event: 'refund.settled', overdue: ['refund ACCEPTED'] },
  'refund-failed': { event: 'refund.failed', overdue: ['refund ACCEPTED'] },
  'dispute-lost': {
    event: 'payment_dispute.lost',
    overdue: ['payment_dispute PENDING_DECISION'],
  },
  'dispute-through-arbitration': {
    event: 'payment_dispute.won',
    overdue: ['payment_dispute PENDING_DECISION'],
  },
  'dispute-in-old-names': {
    event: 'dispute.accepted',
    overdue: ['payment_dispute REQUIRES_RESPONSE'],
  },
  'card-spend': { event: message, overdue: ['transaction PENDING'] },
  // An authorization of which a part is cleared waits no longer: nothing states that more will come.
  'card-spend-multi-clearing': { event: message, fromLast: 1, overdue: ['transaction PENDING'] },
  'incremental-authorization': {
    event: message,
    overdue: ['transaction APPROVED', 'transaction APPROVED'],
  },
  reversal: { event: message, overdue: ['transaction APPROVED'] },
  'refund-on-card': { event: message, fromLast: 1, overdue: ['transaction PENDING'] },
  'card-dispute-won': {
    event: 'issuing.transaction_dispute.won',
    overdue: ['transaction_dispute IN_PROGRESS'],
  },
  onboarding: { event: 'account.active', overdue: ['account SUBMITTED'] },
};

/** Each of their statuses may last: nothing is awaited. */
const endless = ['decline', 'mass-disconnect', 'suspended-and-back'];

const whole = useTarget(beforeAll, () => AT);
const cut = useTarget(beforeAll, () => AT);
const others = useTarget(beforeAll, () => AT);

type Sent = { readonly scenario: string; readonly ids: ReadonlySet<string> };

/** Sends scenarios, each up to an event. @returns which event is of which. */
const send = async (
  target: typeof whole,
  upTo: (name: string) => Awaited | undefined,
): Promise<readonly Sent[]> => {
  const all = scenarioNames.map(({ name }) => {
    const { events } = scenarioNamed(name, 'overdue', AT);
    const end = upTo(name);
    const ending = events.filter((one) => one.name === end?.event);
    const last = ending.at(-1 - (end?.fromLast ?? 0));
    return { scenario: name, events: last ? events.slice(0, events.indexOf(last)) : events };
  });
  await target.pipeline.send(all.flatMap(({ events }) => events.map(({ body }) => body)));
  return all.map(({ scenario, events }) => ({
    scenario,
    ids: new Set(events.map(({ id }) => id)),
  }));
};

/** What is overdue of what was archived at {@link AT}, however long that may last. */
const overdue = async ({ target }: typeof whole): Promise<readonly OverdueRecord[]> => {
  const rules = await loadDwells(domains);
  const lengths = new Set(rules.flatMap(({ dwell }) => Object.values(dwell.days)));
  const found: OverdueRecord[] = [];
  for (const days of lengths) {
    const since = AT - DAY + days * DAY;
    for await (const one of overdueRecords(target.tables, rules, {
      since,
      until: since + 2 * DAY,
    }))
      if (one.days === days) found.push(one);
  }
  return found;
};

const stateOf = ({ record }: OverdueRecord): string =>
  `${record.pk.split('#')[0]} ${String(record.attributes['status'])}`;

it('reports nothing of a scenario that is whole', async () => {
  await send(whole, () => undefined);
  expect((await overdue(whole)).map(stateOf)).toEqual([]);
});

it('reports every scenario that is cut short before the event that ends it', async () => {
  const sent = await send(cut, (name) => awaited[name]);
  const found = await overdue(cut);
  const byScenario = Object.fromEntries(
    sent.map(({ scenario, ids }) => [
      scenario,
      found
        .filter(({ event }) => ids.has(event.id))
        .map(stateOf)
        .sort(),
    ]),
  );
  const expected = Object.fromEntries(
    Object.entries(awaited).map(([name, { overdue: states }]) => [name, [...states].sort()]),
  );
  expect(byScenario).toEqual({
    ...Object.fromEntries(endless.map((name) => [name, []])),
    ...expected,
  });
});

describe('a record', () => {
  const HOUR = 3_600_000;
  const refundDays = 14;
  const within = async (since: number, until: number) => {
    const found: string[] = [];
    for await (const { event, overdueAt } of overdueRecords(
      others.target.tables,
      await loadDwells(domains),
      {
        since,
        until,
      },
    ))
      found.push(`${event.id} ${overdueAt}`);
    return found;
  };

  it('is overdue once, in the hour in which its days are over', async () => {
    await others.pipeline.send([refundEvent('received', 1), refundEvent('accepted', 2)]);
    const at = AT + refundDays * DAY;
    expect(await within(at - HOUR, at)).toEqual([]);
    expect(await within(at, at + HOUR)).toEqual([`evt_accepted_2 ${at}`]);
    expect(await within(at + HOUR, at + 2 * HOUR)).toEqual([]);
  });

  it('is not overdue once a later event reports the same status again', async () => {
    await others.pipeline.send([
      webhook('evt_again', 'refund.accepted', '2026-03-20T10:00:00Z', {
        id: 'rfd_2',
        status: 'ACCEPTED',
      }),
    ]);
    const at = AT + refundDays * DAY;
    expect(await within(at, at + HOUR)).toEqual([`evt_again ${at}`]);
  });
});
