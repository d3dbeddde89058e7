import { createHash } from 'node:crypto';
import type { Control } from '../../functions/shared/control/control.ts';
import { noRules } from '../../functions/shared/control/rules.ts';
import { sha256 } from '../../functions/shared/event/identifier.ts';
import type { Delivery } from '../../functions/shared/event/message.ts';
import { isDated } from '../../functions/shared/record/version.ts';
import { bodyOf, headlineOf, isChunk } from '../../functions/shared/store/archive-item.ts';
import { fromItem } from '../../functions/shared/store/attributes.ts';
import { nothingErased } from '../support/erasure/erasures.ts';
import { runtimeOf } from '../support/runtimes.ts';

import { delivery, joined, recordsFrom, recordsIn } from '../support/tables/expected-records.ts';
import type { Item, Tables } from '../support/tables/tables.ts';
import { type Blow, blows, fate } from './fault-injection.ts';
import { live, type Webhook } from './simulation.ts';

// Many runs in one test.
jest.setTimeout(60_000);

// A record's time-out never comes: what a dead process still waits for must not hold up the tests.
beforeAll(() => {
  jest.useFakeTimers({ doNotFake: ['Date', 'nextTick', 'queueMicrotask', 'setImmediate'] });
});
afterAll(() => {
  jest.useRealTimers();
});

const START = Date.UTC(2026, 2, 1, 10);

const webhook = (
  id: string,
  name: string,
  object: object,
  { second = 0, dated = true, padding = '' } = {},
): Webhook => ({
  sentAt: START + second * 1_000 + 250,
  body: Buffer.from(
    JSON.stringify({
      id,
      name: `payment_${name}`,
      account_id: 'acct_1',
      data: { object },
      ...(dated && { created_at: new Date(START + second * 1_000).toISOString() }),
      padding,
    }),
  ),
});

const dispute = { id: 'dst_1', payment_intent_id: 'int_1', stage: 'CHARGEBACK' };

/** A tie, a late event, one that names no intent, one of two records, an odd one, and one quarantined. */
const webhooks = [
  webhook('evt_1', 'dispute.requires_response', dispute, { second: 1 }),
  webhook('evt_2', 'dispute.challenged', { id: 'dst_1', stage: 'CHARGEBACK' }, { second: 2 }),
  webhook('evt_3', 'dispute.pending_decision', dispute, { second: 2 }),
  webhook('evt_4', 'dispute.requires_response', { ...dispute, stage: 'RFI' }),
  webhook('evt_5', 'attempt.authorized', { id: 'att_1' }, { dated: false, second: 3 }),
  webhook('evt_6', 'intent.succeeded', { no: 'id' }, { second: 4 }),
];

/** Bytes that no compression makes small enough for one item. */
const noise = createHash('shake256', { outputLength: 360_000 }).digest('base64');

const rowsOf = (tables: Tables) => recordsIn(tables.items('state').values());

const archived = (tables: Tables): readonly Item[] => [...tables.items('events').values()];

/** The events that an archive holds for records, whole, as they were first delivered. */
const deliveriesIn = (tables: Tables): readonly Delivery[] =>
  archived(tables)
    .filter((item) => !isChunk(item) && headlineOf(item).outcome !== 'quarantined')
    .map((item) => {
      const { id, digest, sentAt } = headlineOf(item);
      const chunks = archived(tables)
        .filter((other) => isChunk(other) && other['id']?.S === id)
        .sort((a, b) => ((a['digest']?.S ?? '') < (b['digest']?.S ?? '') ? -1 : 1));
      const body = bodyOf(item, chunks);
      expect(sha256(body)).toBe(digest);
      return delivery(body, sentAt);
    });

const outcomes = (tables: Tables) =>
  archived(tables)
    .filter((item) => !isChunk(item))
    .map((item) => fromItem(item))
    .map(({ id, outcome, object, issues }) => ({ id, outcome, object, issues }));

/** That tables hold what they would without any crash. */
const expectAsIf = (tables: Tables, uneventful: Tables): void => {
  expect(outcomes(tables)).toEqual(expect.arrayContaining(outcomes(uneventful)));
  expect(tables.items('events').size).toBe(uneventful.items('events').size);
  const dated = [...rowsOf(uneventful)].filter(([, row]) => isDated(row.version));
  expect([...rowsOf(tables)]).toEqual(expect.arrayContaining(dated));
  const stated = recordsFrom(deliveriesIn(tables), runtimeOf('payments'));
  expect(rowsOf(tables)).toEqual(joined(stated.flat()));
};

const deaths = blows.filter((blow) => blow.startsWith('it dies'));

/** A rule by which nothing counts that the first secret signed. */
const liveIsVoid: Control = {
  ...nothingErased,
  rules: async () => ({ ...noRules, voids: [{ id: 'rule', label: 'live', since: 0 }] }),
};

const run = (events: readonly Webhook[], blow: Blow, ...at: readonly number[]) => {
  const kept = fate(blow, ...at);
  return live(events, runtimeOf('payments'), kept).then((tables) => ({
    tables,
    calls: kept.calls,
  }));
};

describe.each(blows)('a process at whose port %s', (blow) => {
  it('loses nothing and changes nothing, whichever call of all it is', async () => {
    const { tables: uneventful, calls } = await run(webhooks, blow);
    expect(rowsOf(uneventful).size).toBe(4);
    for (let call = 1; call <= calls; call += 1)
      expectAsIf((await run(webhooks, blow, call)).tables, uneventful);
    expect(calls).toBeGreaterThan(60);
  });
});

describe.each(blows)('a process that holds a rule about a secret, and at whose port %s', (blow) => {
  const first = webhooks.slice(0, 3);
  /** An event that is void, one that another secret signs again, and one that only the other signs. */
  const signed: readonly Webhook[] = [
    ...first,
    ...first.slice(1, 2).map((event) => ({ ...event, sentAt: event.sentAt + 60_000 })),
    ...first.slice(1).map((event) => ({ ...event, label: 'next' as const })),
    ...webhooks.slice(4).map((event) => ({ ...event, label: 'next' as const })),
  ];

  it('voids what that signed alone and nothing else, whichever call of all it is', async () => {
    const runAt = async (...at: readonly number[]) => {
      const kept = fate(blow, ...at);
      const tables = await live(signed, runtimeOf('payments'), kept, { control: liveIsVoid });
      return { tables, calls: kept.calls };
    };
    const { tables: uneventful, calls } = await runAt();
    expect(
      outcomes(uneventful)
        .map(({ id, outcome }) => `${id} ${outcome}`)
        .sort(),
    ).toEqual([
      'evt_1 void',
      'evt_2 accepted',
      'evt_3 accepted',
      'evt_5 accepted',
      'evt_6 quarantined',
    ]);
    for (let call = 1; call <= calls; call += 1) {
      const { tables } = await runAt(call);
      expect(outcomes(tables)).toEqual(expect.arrayContaining(outcomes(uneventful)));
      expect([...rowsOf(tables)].filter(([, row]) => isDated(row.version))).toEqual(
        [...rowsOf(uneventful)].filter(([, row]) => isDated(row.version)),
      );
    }
    expect(calls).toBeGreaterThan(40);
  });
});

describe.each(deaths)('a process at whose port %s', (blow) => {
  it('loses nothing and changes nothing when the healing is struck as well', async () => {
    const two = webhooks.slice(1, 3);
    const { tables: uneventful, calls } = await run(two, blow);
    for (let first = 1; first <= calls; first += 1)
      for (let second = first + 1, seen = second; second <= seen; second += 1) {
        const { tables, calls: all } = await run(two, blow, first, second);
        expectAsIf(tables, uneventful);
        seen = all;
      }
  });

  it('loses no part of a body that lies in several items, and reports what no table can hold', async () => {
    const large = [
      webhook('evt_7', 'attempt.settled', { id: 'att_2' }, { second: 5, padding: noise }),
      webhook('evt_8', 'attempt.settled', { id: 'att_3', authorization_code: 'x'.repeat(410_000) }),
    ];
    const { tables: uneventful, calls } = await run(large, blow);
    expect(uneventful.items('events').size).toBeGreaterThan(3);
    expect(outcomes(uneventful)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: 'evt_7', outcome: 'accepted' }),
        expect.objectContaining({ id: 'evt_8', outcome: 'quarantined' }),
      ]),
    );
    for (let call = 1; call <= calls; call += 1)
      expectAsIf((await run(large, blow, call)).tables, uneventful);
  });
});
