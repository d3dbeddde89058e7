import { randomBytes } from 'node:crypto';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import { audit } from '../../../bin/webhooks/audit/audit.ts';
import { createPatience } from '../../../bin/webhooks/audit/patience.ts';
import { type EraseOptions, type Erasure, erase } from '../../../bin/webhooks/erase/erase.ts';
import type { Subject } from '../../../bin/webhooks/erase/subject.ts';
import { addErase } from '../../../bin/webhooks/erase.ts';
import { isClean, rebuild } from '../../../bin/webhooks/rebuild/report.ts';
import { replay } from '../../../bin/webhooks/replay/replay.ts';
import { selectedEvents } from '../../../bin/webhooks/replay/selection.ts';
import { loadRuntime } from '../../../bin/webhooks/runtime.ts';
import { addSpend } from '../../../bin/webhooks/spend.ts';
import { localAcceptedLog } from '../../../bin/webhooks/target/accepted.ts';
import { domains } from '../../../functions/domains.ts';
import {
  cachedErasures,
  ERASURES_MAX_AGE,
  readTombstones,
} from '../../../functions/shared/erasure/erasures.ts';
import { bodyOf } from '../../../functions/shared/store/event-item.ts';
import { useDynamoDb } from '../../support/dynamodb.ts';
import { createPipeline, type Pipeline } from '../../support/pipeline.ts';
import { samplesOf } from '../../support/samples.ts';
import { inKeys, marked } from '../../support/sentinels.ts';
import { createTestTarget, type TestTarget } from '../../support/target.ts';
import { type CreatedTool, createTool } from '../../support/tool.ts';
import { webhook } from '../../support/webhook.ts';

// Whole archives, and an erasure that is broken off at every one of its writes.
jest.setTimeout(120_000);

const SENT = Date.UTC(2026, 10, 21);
const NOW = Date.UTC(2026, 10, 22);

const at = '2026-03-01T10:00:00Z';
const jane = 'Jane Doe';

const dynamodb = useDynamoDb();
let test: TestTarget;
let pipeline: Pipeline;
/** By which consumers tell how old is what they know of erasures. */
let consumersClock = 0;

const setUp = async (): Promise<void> => {
  test = await createTestTarget(dynamodb);
  const { events = '' } = test.target.outputs.tables;
  const read = () => readTombstones(dynamodb.client, events);
  const erasures = cachedErasures(read, () => consumersClock);
  pipeline = createPipeline(test.storeOf, () => SENT, { erasures });
};
beforeEach(setUp);

const send = async (...bodies: readonly Uint8Array[]): Promise<void> => {
  await pipeline.send(bodies);
};

/** Erases, as if it had waited until every consumer knows. */
const run = (subject: Subject, options: Partial<EraseOptions> = {}): Promise<Erasure> => {
  consumersClock += ERASURES_MAX_AGE;
  return erase(test.target, subject, { dryRun: false, waitSeconds: 0, now: () => NOW, ...options });
};

/** The same value with the names of every map in order: the table gives them back in any. */
const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Everything that all tables hold, as text, with bodies as they were sent. */
const everything = async (): Promise<string> => {
  const lines: string[] = [];
  for (const TableName of new Set(Object.values(test.target.outputs.tables)))
    for await (const { Items = [] } of paginateScan({ client: dynamodb.client }, { TableName }))
      for (const { packed, deflated, ...item } of Items) {
        const whole = { ...(packed && { packed }), ...(deflated && { deflated }) };
        const isWhole = Object.keys(whole).length > 0 && item['chunks'] === undefined;
        const isPart = item['digest']?.S?.includes('#') ?? false;
        const body = isWhole && !isPart ? Buffer.from(bodyOf(whole, [])).toString() : '';
        lines.push(
          `${JSON.stringify(item, sorted)} ${body} ${isPart ? packed?.B?.toString() : ''}`,
        );
      }
  return lines.sort().join('\n');
};

const figures = () =>
  audit(test.target, {
    log: localAcceptedLog('/nowhere'),
    waiting: async () => new Map(),
    limit: 20,
    patience: createPatience(
      () => NOW + 3_600_000,
      async () => {},
    ),
  });
const audited = async () => (await figures()).breaches.listed;

const rebuilt = async (): Promise<readonly string[]> => {
  const unclean: string[] = [];
  for (const domain of domains) {
    const options = { compare: true, now: () => NOW + 3_600_000 };
    const report = await rebuild(test.target, await loadRuntime(domain), options);
    if (!isClean(report, false)) unclean.push(JSON.stringify(report));
  }
  return unclean;
};

describe('erasing an account with an event of every kind', () => {
  const account = { kind: 'account', id: 'acct_of_jane' } as const;

  /** What no schema knows, what none can read, and what belongs to another product. */
  const strange = [
    { name: 'refund.reconsidered', data: { object: { id: 'rfd_1', reason: jane } } },
    { name: 'refund.settled', data: { object: { id: 'rfd_2', amount: 'much' } } },
    { name: 'deposit.settled', data: { payer: jane } },
    { data: jane },
  ].map((event, index) => ({ id: `evt_strange_${index}`, created_at: at, ...event }));

  const events = [...domains.flatMap(({ name }) => samplesOf(name)), ...strange].map(
    (sample, index) => {
      const { accountId: _older, ...event } =
        'body' in sample ? JSON.parse(sample.body.toString()) : sample;
      return marked({ ...event, account_id: account.id }, `${index}-`, inKeys);
    },
  );
  const bodies = events.map(({ event }) => Buffer.from(JSON.stringify(event)));
  const sentinels = events.flatMap(({ texts }) => texts);
  const survivors = async (): Promise<readonly string[]> => {
    const held = new Set((await everything()).match(/sentinel-[\w-]+/g));
    return sentinels.filter(({ text }) => held.has(text)).map(({ field }) => field);
  };

  it('leaves no word of it, whatever comes afterwards, and tables that follow from the archive', async () => {
    const stranger = webhook('evt_other', 'payment_link.paid', '2026-03-01T10:00:00Z', {
      id: 'plk_other',
      title: 'For somebody else',
    });
    await send(...bodies, stranger, Buffer.from('no JSON'));
    expect(sentinels.length).toBeGreaterThan(3_000);
    expect((await survivors()).length).toBeGreaterThan(3_000);

    const dry = await run(account, { dryRun: true });
    const { archive } = await figures();
    expect(archive).toMatchObject({ unrecognized: 1, unrouted: 3, quarantined: 1 });
    const done = await run(account);
    expect((await figures()).archive).toEqual(archive);
    expect({ ...dry }).toEqual(done);
    expect(done).toMatchObject({ found: true, eventCount: bodies.length, erasedBefore: 0 });
    expect(await survivors()).toEqual([]);
    expect(await audited()).toEqual([]);
    expect(await rebuilt()).toEqual([]);
    expect(await everything()).toContain('For somebody else');

    const erased = await everything();
    await send(...bodies);
    await replay(test.target, selectedEvents(test.target, {}), { onAnswer: () => {} });
    expect(await everything()).toBe(erased);

    const otherVersions = bodies.map((body) => Buffer.from(` ${body}`));
    await send(...otherVersions);
    expect(await survivors()).toEqual([]);
    expect(await audited()).toEqual([]);

    const again = await run(account, { now: () => NOW + 1 });
    expect(again).toMatchObject({ eventCount: 0, rows: {}, erasedBefore: 2 * bodies.length });
  });

  it('does not keep what happens afterwards from being kept', async () => {
    await send(bodies[0] ?? Buffer.from(''));
    await run(account);
    const later = { id: 'evt_later', name: 'payment_link.paid', account_id: account.id };
    const object = { id: 'plk_1', title: 'After the erasure' };
    const happened = { ...later, created_at: '2026-11-22T00:00:01Z', data: { object } };
    await pipeline.post(Buffer.from(JSON.stringify(happened)), { sentAt: NOW + 1_500 });
    await pipeline.drain();
    expect((await everything()).match(/After the erasure/g)).toHaveLength(2);
    expect(await audited()).toEqual([]);
  });
});

const customer = { kind: 'customer', id: 'cus_1' } as const;

/** Of two customers, in an order in which nothing belongs to anybody yet when it comes. */
const customers = [
  webhook('evt_attempt', 'payment_attempt.received', at, {
    id: 'att_1',
    payment_intent_id: 'int_1',
    payment_method: { card: { last4: '4242', brand: jane } },
  }),
  webhook('evt_refund', 'refund.settled', at, {
    id: 'rfd_1',
    payment_intent_id: 'int_1',
    reason: jane,
  }),
  webhook('evt_dispute', 'payment_dispute.won', at, {
    id: 'dst_1',
    payment_intent_id: 'int_1',
    card_brand: jane,
  }),
  webhook('evt_paid', 'payment_link.paid', at, {
    id: 'plk_1',
    title: jane,
    latest_successful_payment_intent_id: 'int_1',
  }),
  webhook('evt_intent', 'payment_intent.created', at, {
    id: 'int_1',
    customer_id: 'cus_1',
    descriptor: jane,
  }),
  webhook('evt_consent', 'payment_consent.created', at, { id: 'cst_1', customer_id: 'cus_1' }),
  webhook('evt_customer', 'customer.created', at, { id: 'cus_1', first_name: jane }),
];
const others = [
  webhook('evt_other_paid', 'payment_link.paid', '2026-03-02T10:00:00Z', {
    id: 'plk_1',
    title: 'Max Roe',
    latest_successful_payment_intent_id: 'int_2',
  }),
  webhook('evt_other', 'payment_intent.created', at, {
    id: 'int_2',
    customer_id: 'cus_2',
    payment_link_id: 'plk_1',
    descriptor: 'Max Roe',
  }),
];

describe('what belongs to', () => {
  it('a customer are intents, attempts, refunds, disputes and consents, and nothing shared', async () => {
    await send(...customers, ...others);
    const { events, objects } = await run(customer);
    expect(Object.keys(events).sort()).toEqual([
      'customer.created',
      'payment_attempt.received',
      'payment_consent.created',
      'payment_dispute.won',
      'payment_intent.created',
      'payment_link.paid',
      'refund.settled',
    ]);
    expect(objects).toBe(6);
    const left = await everything();
    expect(left).not.toContain(jane);
    expect(left.match(/Max Roe/g)).toHaveLength(5);
    expect(await audited()).toEqual([]);
  });

  it('a cardholder are cards, and what was spent by them and disputed', async () => {
    const issued = (id: string, name: string, data: object) =>
      Buffer.from(JSON.stringify({ id, name: `issuing.${name}`, created_at: at, data }));
    await send(
      issued('evt_dispute', 'transaction_dispute.submitted', {
        id: 'dis_1',
        transaction_id: 'tra_1',
        reason: jane,
      }),
      issued('evt_spent', 'transaction.succeeded', {
        transaction_id: 'tra_1',
        card_id: 'card_1',
        card_nickname: jane,
      }),
      issued('evt_card', 'card.active', {
        card_id: 'card_1',
        cardholder_id: 'chd_1',
        nick_name: jane,
      }),
      issued('evt_holder', 'cardholder.ready', { cardholder_id: 'chd_1', email: jane }),
      issued('evt_other', 'card.active', {
        card_id: 'card_2',
        cardholder_id: 'chd_2',
        nick_name: 'Max Roe',
      }),
    );
    const { eventCount, objects } = await run({ kind: 'cardholder', id: 'chd_1' });
    expect({ eventCount, objects }).toEqual({ eventCount: 4, objects: 4 });
    const left = await everything();
    expect(left).not.toContain(jane);
    expect(left).toContain('Max Roe');
  });

  it('a cardholder is erased without a change to what the ledger says', async () => {
    await send(...samplesOf('issuing').map(({ body }) => body));
    const tool = await createTool(test.target, addSpend);
    try {
      const spent = () => tool.json('spend', 'cd760686-6993-5fc2-84b8-74aa8b7ee328');
      const before = await spent();
      const { rows } = await run({
        kind: 'cardholder',
        id: 'd4112961-3364-551a-96ae-bc3bf7b92bf3',
      });
      expect(rows['issuing']).toBeGreaterThan(50);
      expect(await spent()).toEqual(before);
    } finally {
      tool.stop();
    }
  });

  it('nobody known is nothing, and nothing is noted', async () => {
    await send(...others);
    const before = await everything();
    expect(await run(customer)).toMatchObject({ found: false, eventCount: 0 });
    expect(await everything()).toBe(before);
  });
});

it('an event of before that comes while it is erased does not stay either', async () => {
  const [first = Buffer.from(''), ...rest] = customers.toReversed();
  await send(first);
  const unaware = createPipeline(test.storeOf, () => SENT);
  const arriving = async (doing: string): Promise<void> => {
    if (doing !== 'events gone through to be erased') return;
    await unaware.send(rest.splice(0));
  };
  let arrived: Promise<void> = Promise.resolve();
  const onProgress = (doing: string): void => {
    arrived = arrived.then(() => arriving(doing));
  };
  await run(customer, { onProgress });
  await arrived;
  await run(customer);
  expect(await everything()).not.toContain(jane);
  expect(await audited()).toEqual([]);
});

describe('an erasure that is broken off', () => {
  /** Lets so many writes through, and fails every one after them. */
  const breakAfter = (writes: number) => {
    let done = 0;
    dynamodb.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (/^(?:Put|Delete|Update)/.test(commandName ?? '')) done += 1;
          if (done > writes) throw new Error('broken off');
          return next(args);
        },
      { step: 'initialize', name: 'breakAfter' },
    );
    return () => {
      dynamodb.client.middlewareStack.remove('breakAfter');
      return done;
    };
  };

  const noise = randomBytes(360_000).toString('base64');
  const intent = { id: 'int_1', customer_id: 'cus_1', descriptor: jane, metadata: { noise } };

  /** One of an object that belongs to another, one of what is shared, and one in several items. */
  const few = [
    ...customers.filter((body) => /"evt_(?:attempt|paid)"/.test(body.toString())),
    webhook('evt_intent', 'payment_intent.created', at, intent),
  ];

  it('at any write is finished by the next one', async () => {
    await send(...few);
    const count = breakAfter(Number.POSITIVE_INFINITY);
    const whole = await run(customer);
    const writes = count();
    const [, ...tables] = (await everything()).split('\n');
    expect(tables.join()).not.toContain(noise.slice(0, 50));
    expect(writes).toBeGreaterThan(10);
    for (let writesDone = 0; writesDone < writes; writesDone += 1) {
      await setUp();
      await send(...few);
      const restore = breakAfter(writesDone);
      await expect(run(customer)).rejects.toThrow('broken off');
      restore();
      const { objects } = await run(customer);
      expect(objects).toBe(whole.objects);
      const [, ...after] = (await everything()).split('\n');
      expect(after).toEqual(tables);
    }
    expect(await audited()).toEqual([]);
  });

  it('by Ctrl-C too, and says so', async () => {
    await send(...customers);
    const stop = new AbortController();
    const signal = stop.signal;
    const onProgress = (doing: string): void => {
      if (doing === 'events gone through to be erased') stop.abort();
    };
    expect((await run(customer, { signal, onProgress })).eventCount).toBeLessThan(7);
    await run(customer);
    expect(await everything()).not.toContain(jane);
  });
});

describe('webhooks erase', () => {
  let tool: CreatedTool;
  beforeEach(async () => {
    const outputs = { ...test.target.outputs, queues: {}, deadLetterQueues: {} };
    tool = await createTool({ ...test.target, outputs }, addErase);
    await send(...customers, ...others);
  });
  afterEach(() => {
    tool.stop();
    process.exitCode = undefined;
  });

  it('says what it would do and how, until it is told to do it, and then what it has done', async () => {
    const before = await everything();
    const dry = await tool.run('erase', '--customer', 'cus_1');
    expect(dry).toMatch(/^Dry run, nothing is erased\. Of customer#cus_1 with 5 objects/);
    expect(dry).toMatch(/^7 events, .* kB of bodies$/m);
    expect(dry).toMatch(/^ {2}payments {2}\d+$/m);
    expect(dry).toContain('webhooks erase --customer cus_1 --yes');
    expect(await everything()).toBe(before);

    const done = await tool.run('erase', '--customer', 'cus_1', '--yes', '--wait', '0');
    expect(done).toMatch(/^Erased: of customer#cus_1 with 5 objects/);
    expect(done).toMatch(/^ {2}payment_attempt\.received +1$/m);
    expect(done).toContain('recoveryDays');
    expect(done).not.toContain(jane);
    expect(await everything()).not.toContain(jane);
    expect(process.exitCode).toBeUndefined();

    const again = await tool.json('erase', '--customer', 'cus_1', '--yes', '--wait', '0');
    expect(again).toMatchObject({
      ...{ subject: 'customer#cus_1', mode: 'erased', objects: 6, eventCount: 0 },
      ...{ events: {}, rows: {}, erasedBefore: 7, newerRows: 0, contested: 0, waiting: 0 },
    });
  });

  it('asks for one whom it knows', async () => {
    const exits = (exitCode: number) => expect.objectContaining({ exitCode });
    await expect(tool.run('erase')).rejects.toEqual(exits(1));
    await expect(tool.run('erase', '--account', 'a', '--customer', 'b')).rejects.toEqual(exits(1));
    await expect(tool.run('erase', '--customer', 'a', '--wait', 'x')).rejects.toEqual(exits(1));
    await expect(tool.run('erase', '--cardholder', 'nobody')).rejects.toEqual(exits(2));
  });
});
