import { domains } from '../../../../functions/domains.ts';
import { loadDwells } from '../../../../functions/dwells.ts';
import { pass } from '../../../../functions/scheduled/overdue/pass.ts';
import { linesLog } from '../../../support/lines.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { refundEvent } from '../../../support/webhook.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const AT = Date.UTC(2026, 8, 1, 12, 20);
const test = useTarget(beforeAll, () => AT);

beforeAll(async () => {
  await test.pipeline.send([1, 2].map((refund) => refundEvent('accepted', refund)));
  await test.pipeline.send([refundEvent('settled', 3)]);
});

const linesAt = async (now: number): Promise<readonly object[]> => {
  const log = linesLog();
  await pass({ tables: test.target.tables, rules: await loadDwells(domains), log, now: () => now });
  return log.lines;
};

describe('a pass', () => {
  const over = AT + 14 * DAY;
  const overdue = expect.objectContaining({
    ...{ message: 'overdue', domain: 'payments', kind: 'refund', status: 'ACCEPTED', records: 2 },
  });

  it('reports by kind and status what became overdue in the last full hour', async () => {
    const [first, ...others] = await linesAt(over + HOUR);
    expect(first).toEqual(overdue);
    expect(others).toEqual([
      expect.objectContaining({
        message: 'pass',
        since: '2026-09-15T12:00:00.000Z',
        until: '2026-09-15T13:00:00.000Z',
        kinds: 1,
      }),
    ]);
  });

  it('reports the same when it is tried again in the hour, and nothing in the hours around', async () => {
    expect((await linesAt(over + HOUR + 30 * 60_000))[0]).toEqual(overdue);
    for (const now of [over, over + 2 * HOUR]) expect(await linesAt(now)).toHaveLength(1);
  });
});
