import { paginateScan, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { changeAttention } from '../../../../bin/webhooks/fix/quarantine/change.ts';
import { print as printAudit } from '../../../../bin/webhooks/prove/audit/print.ts';
import { print as printRebuild } from '../../../../bin/webhooks/prove/rebuild/print.ts';
import { isClean, rebuild } from '../../../../bin/webhooks/prove/rebuild/rebuild.ts';
import { audit } from '../../../../functions/scheduled/audit/audit.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import type { AcceptedLine } from '../../../../functions/shared/query/logs/ingress-log.ts';
import { createPipeline } from '../../../support/pipeline/pipeline.ts';
import { runtimeOf } from '../../../support/runtimes.ts';

import { deleteItem, storedIn } from '../../../support/tables/manual-edits.ts';
import { quiet } from '../../../support/tool/settled-audit.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { webhook } from '../../../support/webhook.ts';

/*
 * An archive that keeps its events for 30 days, of which some have expired. What DynamoDB does in
 * its own time is done here by hand, in a year that no clock of an emulator has reached.
 */

const DAYS = 30;
const day = (count: number): number => Date.UTC(2080, 0, 1) + count * 86_400_000;
const textOf = (count: number): string => new Date(day(count)).toISOString();
const TODAY = 40;

const test = useTarget(beforeEach);
let lines: AcceptedLine[];
let archiveDays: number | undefined;

const send = async (at: number, ...bodies: readonly Buffer[]): Promise<void> => {
  const pipeline = createPipeline(test.storeOf, () => day(at), { archiveDays });
  for (const body of bodies) {
    await pipeline.post(body);
    const { id: eventId } = JSON.parse(body.toString());
    const requestId = `request-${eventId}`;
    lines.push({ requestId, eventId, digest: sha256(body), queue: 'payments', at: day(at) });
  }
  await pipeline.drain();
};

const refund = (id: string, at: number, object: object): Buffer =>
  webhook(`evt_${id}_${at}`, 'refund.settled', textOf(at), { id: `rfd_${id}`, ...object });

const eventKeys = async () => {
  const TableName = test.target.tables.events.name;
  const keys: { id: string; expiresAt: number; remove: () => Promise<unknown> }[] = [];
  for await (const { Items = [] } of paginateScan({ client: test.target.dynamodb }, { TableName }))
    for (const item of Items) {
      const key = { id: item['id']?.S ?? '', digest: item['digest']?.S ?? '' };
      keys.push({
        id: key.id,
        expiresAt: Number(item['expiresAt']?.N ?? Number.POSITIVE_INFINITY) * 1_000,
        remove: () => deleteItem(test.target.tables.events, key),
      });
    }
  return keys;
};

/** Removes what has expired by a day. */
const expire = async (by: number): Promise<readonly string[]> => {
  const expired = (await eventKeys()).filter(({ expiresAt }) => expiresAt <= day(by));
  for (const { remove } of expired) await remove();
  return expired.map(({ id }) => id).sort();
};

const audited = () =>
  audit(test.target.tables, {
    log: {
      reachesBack: async () => day(0),
      lines: async function* ({ since = 0 } = {}) {
        for (const line of lines) if (line.at >= since) yield line;
      },
      refusals: async function* () {},
    },
    limit: 20,
    ...quiet(() => day(TODAY)),
    now: () => day(TODAY),
  });

const rebuilt = (options = {}) =>
  rebuild(test.target, runtimeOf('payments'), { compare: true, now: () => day(TODAY), ...options });

const records = async (): Promise<readonly string[]> =>
  (await storedIn(test.target)).map(({ pk, version, link }) => `${pk} ${version} ${link?.to}`);

const limit = () =>
  test.target.dynamodb.send(
    new UpdateTimeToLiveCommand({
      TableName: test.target.tables.events.name,
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    }),
  );

const sendAll = async (): Promise<void> => {
  await send(
    0,
    refund('old', 0, { payment_intent_id: 'int_1' }),
    refund('carried', 0, { payment_intent_id: 'int_1' }),
    refund('poor', 0, { amount: 'much' }),
  );
  await send(20, refund('carried', 20, {}));
  await send(35, refund('young', 35, {}));
};

beforeEach(() => {
  lines = [];
  archiveDays = DAYS;
});

describe('an archive that is kept for 30 days', () => {
  beforeEach(async () => {
    await sendAll();
    await limit();
    expect(await expire(TODAY)).toEqual(['evt_carried_0', 'evt_old_0']);
  });

  it('keeps what needs attention for longer', async () => {
    expect((await eventKeys()).map(({ id }) => id)).toContain('evt_poor_0');
  });

  it('lets go of what was acknowledged, which is then no breach either', async () => {
    const events = test.target.tables.events;
    const note = { to: 'acknowledged', at: day(TODAY), note: 'known' } as const;
    const quietly = { onChanged: () => {}, signal: new AbortController().signal };
    await changeAttention(events, { id: 'evt_poor_0', group: false }, note, quietly);
    const before = await audited();
    expect(before.breaches.listed).toEqual([]);
    expect(await expire(TODAY)).toEqual(['evt_poor_0']);
    const after = await audited();
    expect(after.breaches.listed).toEqual([]);
    expect(after.horizon).toBe(before.horizon);
    expect(isClean(await rebuilt(), false)).toBe(true);
  });

  it('is no breach of the rule: an audit counts records beyond its horizon', async () => {
    const result = await audited();
    expect(result.breaches.listed).toEqual([]);
    expect(result.horizon).toBe(textOf(20));
    const payments = result.domains.find(({ domain }) => domain === 'payments');
    expect(payments).toMatchObject({ rows: 3, explained: 1, beyond: 2 });
    expect(result.balance).toMatchObject({ accepted: 5, expired: 2, lost: 0 });
    expect(printAudit(result, {})).toContain(
      `events from before ${textOf(20)} may have expired; 2 records can no longer be explained`,
    );
  });

  it('does not excuse missing events after its horizon', async () => {
    for (const { id, remove } of await eventKeys()) if (id === 'evt_young_35') await remove();
    const { breaches, balance } = await audited();
    expect(breaches.listed.map(({ rule, eventId }) => `${rule} ${eventId}`).sort()).toEqual([
      'balance evt_young_35',
      'explanation evt_young_35',
    ]);
    expect(balance.lost).toBe(1);
    expect(isClean(await rebuilt(), false)).toBe(false);
  });

  it('sets the horizon of a rebuild, which keeps records beyond it', async () => {
    const before = await records();
    const report = await rebuilt();
    expect(report).toMatchObject({
      ...{ expiredBefore: textOf(20), differing: 0, resting: 0, restingBefore: 2 },
    });
    expect(isClean(report, false)).toBe(true);
    expect(printRebuild(report, 'compared')).toContain(
      `those from before ${textOf(20)} may be missing`,
    );
    await rebuilt({ repair: true });
    expect(await records()).toEqual(before);
  });

  it('may be empty', async () => {
    for (const { remove } of await eventKeys()) await remove();
    expect((await audited()).breaches.listed).toEqual([]);
    expect(isClean(await rebuilt(), false)).toBe(true);
  });
});

it('an archive whose events no longer expire begins where they last expired', async () => {
  await sendAll();
  await expire(TODAY);
  const { breaches, horizon } = await audited();
  expect(breaches.listed).toEqual([]);
  expect(horizon).toBe(textOf(20));
});

it('an archive that is kept permanently excuses no missing event', async () => {
  archiveDays = undefined;
  await sendAll();
  expect(await expire(TODAY)).toEqual([]);
  const lost = ['evt_carried_0', 'evt_old_0'];
  for (const { id, remove } of await eventKeys()) if (lost.includes(id)) await remove();
  const { breaches, horizon } = await audited();
  expect(horizon).toBeUndefined();
  expect(breaches.listed.map(({ rule, eventId }) => `${rule} ${eventId}`).sort()).toEqual([
    'balance evt_carried_0',
    'balance evt_old_0',
    'explanation evt_carried_20',
    'explanation evt_old_0',
  ]);
  expect(isClean(await rebuilt(), false)).toBe(false);
});
