import { randomUUID } from 'node:crypto';
import { createTable } from '../../../../bin/local/provide/tables.ts';
import { domains } from '../../../../functions/domains.ts';
import { pass } from '../../../../functions/scheduled/due/pass.ts';
import { publishedDues } from '../../../../functions/scheduled/due/published-dues.ts';
import type { ChangeMessage } from '../../../../functions/shared/change/message.ts';
import { workOf } from '../../../../functions/shared/query/open-work.ts';
import { effectsTable } from '../../../../functions/shared/tables.ts';
import { linesLog } from '../../../support/lines.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { webhook } from '../../../support/webhook.ts';

const HOUR = 3_600_000;
const AT = Date.UTC(2026, 8, 1, 12);
const test = useTarget(beforeAll, () => AT);

const timeIn = (hours: number): string => new Date(AT + hours * HOUR).toISOString();

const dispute = (id: string, status: string, due_at: string | null): Buffer =>
  webhook(`evt_${id}_${status}_${due_at}`, 'payment_dispute.updated', undefined, {
    ...{ id, stage: 'CHARGEBACK', status, due_at },
    updated_at: timeIn(status === 'REQUIRES_RESPONSE' ? -2 : -1),
  });

const effects = `effects-${randomUUID()}`;

beforeAll(async () => {
  await createTable(test.target.dynamodb, {
    TableName: effects,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: effectsTable.hash, KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: effectsTable.hash, AttributeType: 'S' }],
  });
  await test.pipeline.send([
    dispute('dst_soon', 'REQUIRES_RESPONSE', timeIn(40)),
    dispute('dst_late', 'REQUIRES_RESPONSE', timeIn(-3)),
    dispute('dst_later', 'REQUIRES_RESPONSE', timeIn(50)),
    dispute('dst_some_day', 'REQUIRES_RESPONSE', null),
    dispute('dst_answered', 'REQUIRES_RESPONSE', timeIn(30)),
    dispute('dst_answered', 'CHALLENGED', timeIn(30)),
  ]);
});

/** The disputes that a pass publishes, with the deduplication id of each. @param note how it notes one. */
const look = async (hours: number, note?: () => Promise<void>) => {
  const messages: { readonly message: ChangeMessage; readonly id: string }[] = [];
  const kept = publishedDues({ client: test.target.dynamodb, name: effects });
  const log = linesLog();
  const looking = pass({
    tables: test.target.tables,
    kinds: workOf(domains),
    hours: 48,
    published: { ...kept, ...(note && { note }) },
    publish: async (message, id) => void messages.push({ message, id }),
    log,
    now: () => AT + hours * HOUR,
  });
  await looking.catch(() => {});
  const published = messages.map(({ message, id }) => {
    const { key, dueAt }: { key: { pk: string }; dueAt: string } = JSON.parse(message.body);
    return { pk: key.pk, dueAt, id };
  });
  return { published, messages, lines: log.lines };
};

const keysOf = ({ published }: Awaited<ReturnType<typeof look>>) =>
  published.map(({ pk }) => pk.slice('payment_dispute#'.length));

describe('the pass over work that is due soon', () => {
  it('publishes again what a crash kept it from noting, under the same id', async () => {
    const crash = async () => {
      throw new Error('crashed');
    };
    const [first] = (await look(-1, crash)).published;
    expect(first).toMatchObject({ pk: 'payment_dispute#dst_late', dueAt: timeIn(-3) });
    expect(first).toEqual((await look(-1, crash)).published[0]);
  });

  it('publishes what is due within 48 hours, or was, the first to be due first', async () => {
    const { messages, lines, ...rest } = await look(0);
    expect(keysOf({ messages, lines, ...rest })).toEqual(['dst_late', 'dst_soon']);
    expect(messages[1]?.message.attributes).toEqual({
      object: 'payment_dispute',
      ...{ kind: 'due', becomes: '-', from: '-', account: '-' },
    });
    expect(JSON.parse(messages[1]?.message.body ?? '')).toMatchObject({
      kind: 'due',
      position: '',
      publishedAt: timeIn(0),
      dueAt: timeIn(40),
      record: { id: 'dst_soon', status: 'REQUIRES_RESPONSE' },
      previous: {},
    });
    expect(lines).toEqual([
      expect.objectContaining({ message: 'due', by: timeIn(48), published: 2, repeated: 0 }),
    ]);
  });

  it('publishes each record once for each due time', async () => {
    expect(keysOf(await look(1))).toEqual([]);
    expect(keysOf(await look(3))).toEqual(['dst_later']);
    await test.pipeline.send([
      webhook('evt_prolonged', 'payment_dispute.updated', undefined, {
        ...{ id: 'dst_soon', stage: 'CHARGEBACK', status: 'REQUIRES_RESPONSE' },
        ...{ due_at: timeIn(60), updated_at: timeIn(-1) },
      }),
    ]);
    expect(keysOf(await look(3))).toEqual([]);
    expect((await look(13)).published).toMatchObject([
      { pk: 'payment_dispute#dst_soon', dueAt: timeIn(60) },
    ]);
  });
});
