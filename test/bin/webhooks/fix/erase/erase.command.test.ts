import { replay } from '../../../../../bin/webhooks/fix/replay/replay.ts';
import { selectedEvents } from '../../../../../bin/webhooks/fix/replay/selection.ts';
import { isClean, rebuild } from '../../../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { domains } from '../../../../../functions/domains.ts';
import { loadRuntime } from '../../../../../functions/runtimes.ts';
import { customer, hers, jane, others } from '../../../../support/erasure/customers.ts';
import { ERASED, useErasing } from '../../../../support/erasure/erasing.ts';
import { samplesOf } from '../../../../support/samples.ts';
import { inKeys, marked } from '../../../../support/sentinels.ts';
import { type CreatedTool, createTool } from '../../../../support/tool/tool.ts';
import { webhook } from '../../../../support/webhook.ts';

// Whole archives.
jest.setTimeout(120_000);

const test = useErasing();

const rebuilt = async (): Promise<readonly string[]> => {
  const unclean: string[] = [];
  for (const domain of domains) {
    const options = { compare: true, now: () => ERASED + 3_600_000 };
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
  ].map((event, index) => ({
    id: `evt_strange_${index}`,
    created_at: '2026-03-01T10:00:00Z',
    ...event,
  }));

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
    const held = new Set((await test.everything()).match(/sentinel-[\w-]+/g));
    return sentinels.filter(({ text }) => held.has(text)).map(({ field }) => field);
  };

  it('erases all of its text permanently and keeps tables that follow from the archive', async () => {
    const stranger = webhook('evt_other', 'payment_link.paid', '2026-03-01T10:00:00Z', {
      id: 'plk_other',
      title: 'For somebody else',
    });
    await test.send(...bodies, stranger, Buffer.from('no JSON'));
    expect(sentinels.length).toBeGreaterThan(3_000);
    expect((await survivors()).length).toBeGreaterThan(3_000);

    const dry = await test.erase(account, { dryRun: true });
    const { archive } = await test.audit();
    expect(archive).toMatchObject({ unrecognized: 1, unrouted: 3, quarantined: 1 });
    const done = await test.erase(account);
    expect((await test.audit()).archive).toEqual(archive);
    expect({ ...dry }).toEqual(done);
    expect(done).toMatchObject({ found: true, eventCount: bodies.length, erasedBefore: 0 });
    expect(await survivors()).toEqual([]);
    expect((await test.audit()).breaches.listed).toEqual([]);
    expect(await rebuilt()).toEqual([]);
    expect(await test.everything()).toContain('For somebody else');

    const erased = await test.everything();
    await test.send(...bodies);
    await replay(test.target, selectedEvents(test.target, {}), { onAnswer: () => {} });
    expect(await test.everything()).toBe(erased);

    const otherVersions = bodies.map((body) => Buffer.from(` ${body}`));
    await test.send(...otherVersions);
    expect(await survivors()).toEqual([]);
    expect((await test.audit()).breaches.listed).toEqual([]);

    const again = await test.erase(account, { now: () => ERASED + 1 });
    expect(again).toMatchObject({ eventCount: 0, rows: {}, erasedBefore: 2 * bodies.length });
  });

  it('keeps events that happen after the erasure', async () => {
    await test.send(bodies[0] ?? Buffer.from(''));
    await test.erase(account);
    const later = { id: 'evt_later', name: 'payment_link.paid', account_id: account.id };
    const object = { id: 'plk_1', title: 'After the erasure' };
    const happened = { ...later, created_at: '2026-11-22T00:00:01Z', data: { object } };
    test.clock.now = ERASED + 1_500;
    await test.send(Buffer.from(JSON.stringify(happened)));
    expect((await test.everything()).match(/After the erasure/g)).toHaveLength(2);
    expect((await test.audit()).breaches.listed).toEqual([]);
  });
});

it('erases an earlier event that arrives during the erasure', async () => {
  const [first = Buffer.from(''), ...rest] = hers.toReversed();
  await test.send(first);
  const unaware = test.unaware();
  const arriving = async (doing: string): Promise<void> => {
    if (doing !== 'events checked and erased') return;
    await unaware.send(rest.splice(0));
  };
  let arrived: Promise<void> = Promise.resolve();
  const onProgress = (doing: string): void => {
    arrived = arrived.then(() => arriving(doing));
  };
  await test.erase(customer, { onProgress });
  await arrived;
  await test.erase(customer);
  expect(await test.everything()).not.toContain(jane);
  expect((await test.audit()).breaches.listed).toEqual([]);
});

describe('webhooks erase', () => {
  let tool: CreatedTool;
  beforeEach(async () => {
    const outputs = { ...test.target.outputs, queues: {}, deadLetterQueues: {} };
    tool = await createTool({ ...test.target, outputs });
    await test.send(...hers, ...others);
  });
  afterEach(() => {
    tool.stop();
    process.exitCode = undefined;
  });

  it('prints what it would erase until --yes is given, and then what it erased', async () => {
    const before = await test.everything();
    const dry = await tool.run('erase', '--customer', 'cus_1');
    expect(dry).toMatch(/^Dry run: nothing was erased\. Of customer#cus_1 with 5 objects/);
    expect(dry).toMatch(/^7 events, .* kB of bodies$/m);
    expect(dry).toMatch(/^ {2}payments {2}\d+$/m);
    expect(dry).toContain('npm run webhooks -- erase --customer cus_1 --yes');
    expect(await test.everything()).toBe(before);

    const done = await tool.run('erase', '--customer', 'cus_1', '--yes', '--wait', '0');
    expect(done).toMatch(/^Erased: of customer#cus_1 with 5 objects/);
    expect(done).toMatch(/^ {2}payment_attempt\.received +1$/m);
    expect(done).toContain('recoveryDays');
    expect(done).not.toContain(jane);
    expect(await test.everything()).not.toContain(jane);
    expect(process.exitCode).toBeUndefined();

    const again = await tool.json('erase', '--customer', 'cus_1', '--yes', '--wait', '0');
    expect(again).toMatchObject({
      ...{ subject: 'customer#cus_1', mode: 'erased', objects: 6, eventCount: 0 },
      ...{ events: {}, records: {}, erasedBefore: 7, newerRecords: 0, contested: 0, waiting: 0 },
    });
  });

  it('exits with 1 unless exactly one subject is given, and with 2 for an unknown one', async () => {
    const exits = (exitCode: number) => expect.objectContaining({ exitCode });
    await expect(tool.run('erase')).rejects.toEqual(exits(1));
    await expect(tool.run('erase', '--account', 'a', '--customer', 'b')).rejects.toEqual(exits(1));
    await expect(tool.run('erase', '--customer', 'a', '--wait', 'x')).rejects.toEqual(exits(1));
    await expect(tool.run('erase', '--cardholder', 'nobody')).rejects.toEqual(exits(2));
  });
});
