import { readSample } from '../../../../../bin/webhooks/send/samples.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent, webhook } from '../../../../support/webhook.ts';

/* `webhooks open` as a person uses it. */

const DAY = 86_400_000;
let now: number | undefined;
const test = useTarget(beforeAll, () => now ?? Date.now());
const tool = useTool(test);

const inDays = (days: number): string => new Date(Date.now() + days * DAY).toISOString();

const dispute = (id: string, event: string, due_at: string | null): Buffer =>
  webhook(`evt_${id}_${event}`, `payment_dispute.${event}`, undefined, {
    id,
    stage: 'CHARGEBACK',
    status: event.toUpperCase(),
    due_at,
  });

it('reports that nobody must act where no record asks for it', async () => {
  expect(await tool.run('open')).toBe('There is nothing that somebody must act on.');
  expect(await tool.json('open')).toEqual({ work: [], more: false });
});

describe('a pipeline with open work', () => {
  beforeAll(async () => {
    await test.pipeline.send([
      dispute('dst_soon', 'requires_response', inDays(2)),
      dispute('dst_late', 'requires_response', inDays(-1)),
      dispute('dst_later', 'requires_response', inDays(9)),
      dispute('dst_some_day', 'requires_response', null),
      readSample('payment_intent.requires_capture'),
      readSample('account.action_required'),
      readSample('issuing.cardholder.incomplete'),
      readSample('issuing.transaction_dispute.rejected'),
      readSample('connection.disconnected'),
    ]);
  });

  const listed = async (...words: readonly string[]) => {
    const json = await tool.json('open', ...words);
    const { work }: { work: readonly { kind: string; pk: string; overdue: boolean }[] } =
      JSON.parse(JSON.stringify(json));
    return work.map(({ kind, pk, overdue }) => `${kind} ${pk}${overdue ? ' overdue' : ''}`);
  };

  it('lists what is due first, and what has no due time last', async () => {
    expect(await listed('dispute')).toEqual([
      'dispute payment_dispute#dst_late overdue',
      'dispute payment_dispute#dst_soon',
      'dispute payment_dispute#dst_later',
      'dispute payment_dispute#dst_some_day',
    ]);
  });

  it('lists every kind, each with its record, status and since when', async () => {
    expect(await tool.json('open')).toMatchObject({ more: false });
    const kinds = (await listed()).map((line) => line.split(' ')[0]);
    expect([...new Set(kinds)].sort()).toEqual([
      ...['account', 'capture', 'cardholder', 'connection', 'dispute', 'transaction_dispute'],
    ]);
    expect(await tool.json('open', 'cardholder')).toMatchObject({
      work: [
        {
          ...{ kind: 'cardholder', domain: 'issuing', sk: 'cardholder', status: 'INCOMPLETE' },
          ...{ since: expect.any(String), dueAt: null, overdue: false },
        },
      ],
    });
  });

  it('lists what is due by a time alone', async () => {
    expect(await listed('dispute', '--due', '3d')).toEqual([
      'dispute payment_dispute#dst_late overdue',
      'dispute payment_dispute#dst_soon',
    ]);
    await expect(tool.run('open', '--due', 'soon')).rejects.toThrow(
      '--due "soon" is not a time. Examples: 2026-03-01T10:00:00Z, or 3d for 3 days from now',
    );
  });

  it('states that there is more than it lists, and how to get it', async () => {
    expect(await tool.json('open', 'dispute', '--limit', '2')).toMatchObject({ more: true });
    expect(await listed('dispute', '--limit', '2')).toHaveLength(2);
  });

  it('prints a line for each', async () => {
    const text = await tool.run('open', 'dispute', '--due', '3d');
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^\S+Z overdue +dispute +payment_dispute#dst_late +- +REQUIRES/),
      expect.stringMatching(/^\S+Z +dispute +payment_dispute#dst_soon /),
    ]);
  });

  it('no longer lists a record once an event reports another status', async () => {
    await test.pipeline.send([dispute('dst_late', 'challenged', null)]);
    expect(await listed('dispute')).not.toContain('dispute payment_dispute#dst_late overdue');
  });
});

describe('overdue records', () => {
  it('are listed with the event that states their status, and how long it may last', async () => {
    const overdue = ['open', '--overdue'];
    expect(await tool.run(...overdue)).toMatch(/^No record became overdue since .*Z\.$/);
    now = Date.now() - 15 * DAY;
    await test.pipeline.send([refundEvent('accepted', 'late')]);
    expect(await tool.json(...overdue)).toMatchObject({
      records: [
        {
          ...{ domain: 'payments', pk: 'refund#rfd_late', sk: 'refund', status: 'ACCEPTED' },
          ...{ eventId: 'evt_accepted_late', dwellDays: 14 },
          overdueAt: new Date(now + 14 * DAY).toISOString(),
        },
      ],
    });
    expect(await tool.run(...overdue)).toMatch(/^\S+Z +refund#rfd_late +- +ACCEPTED +\S+Z +14$/);
    expect(await tool.json(...overdue, '--since', '1h')).toMatchObject({ records: [] });
  });

  it('are of every kind, so neither a kind nor a due time is taken', async () => {
    for (const words of [['dispute'], ['--due', '3d']])
      await expect(tool.run('open', ...words, '--overdue')).rejects.toThrow(
        '--overdue takes no kind and no --due: it looks at every status.',
      );
  });
});
