import { payments } from '../../../../functions/payments/domain.ts';
import { recordsOfObject } from '../../../../functions/shared/query/timeline.ts';
import { putRecord } from '../../../support/tables/manual-edits.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { useTool } from '../../../support/tool/tool.ts';
import { refundEvent } from '../../../support/webhook.ts';

/* "This record is wrong": somebody changed it by hand, past the pipeline. */

const test = useTarget(beforeAll, () => Date.UTC(2026, 2, 4));
const tool = useTool(test);

const altered = 'status is "CANCELLED" and its event states "SETTLED"';
const repair = "rebuild payments --object 'refund#rfd_1' --repair";

const stored = async (pk: string) => {
  const [record] = await recordsOfObject(test.target.tables.of(payments), pk);
  if (!record) throw new Error(`no record of ${pk}`);
  return record;
};

beforeAll(async () => {
  await test.pipeline.send([
    refundEvent('accepted'),
    refundEvent('settled'),
    refundEvent('settled', 2),
  ]);
  const record = await stored('refund#rfd_1');
  await putRecord(test.target, {
    ...record,
    attributes: { ...record.attributes, status: 'CANCELLED' },
  });
});
afterEach(() => {
  process.exitCode = undefined;
});

describe('a record that was changed by hand', () => {
  it.each([['history'], ['show']])(
    'is marked by %s, with the command that repairs it',
    async (look) => {
      const text = await tool.run(look, 'refund#rfd_1');
      expect(text).toContain(altered);
      expect(text).toContain(repair);
      expect(await tool.run(look, 'refund#rfd_2')).not.toMatch(/altered|rebuild/);
    },
  );

  it('is marked where its event is shown', async () => {
    expect(await tool.run('show', 'evt_settled_1')).toContain(`current, but altered: ${altered}`);
    expect(await tool.json('show', 'evt_settled_1')).toMatchObject({
      events: [
        { records: [{ state: 'current', altered: [{ field: 'status', stored: '"CANCELLED"' }] }] },
      ],
    });
  });

  it('breaks the rule for an audit of its object alone', async () => {
    const text = await tool.run('audit', '--object', 'refund#rfd_1');
    expect(process.exitCode).toBe(3);
    expect(text).toContain('it differs from its event in status');
    expect(text).toContain(repair);
    process.exitCode = undefined;
    expect(await tool.run('audit', '--object', 'rfd_2')).toContain('every record is explained');
    expect(process.exitCode).toBeUndefined();
  });

  it('is repaired by a rebuild of its object, which touches no other', async () => {
    const other = await stored('refund#rfd_2');
    await putRecord(test.target, {
      ...other,
      attributes: { ...other.attributes, status: 'LATER' },
    });
    expect(await tool.json('rebuild', 'payments', '--object', 'rfd_1', '--repair')).toMatchObject({
      records: 1,
      events: 2,
      differing: 1,
      repairs: { replaced: 1 },
    });
    expect((await stored('refund#rfd_1')).attributes['status']).toBe('SETTLED');
    expect((await stored('refund#rfd_2')).attributes['status']).toBe('LATER');
    expect(await tool.run('audit', '--object', 'refund#rfd_1')).toContain(
      'every record is explained',
    );
  });

  it('is looked for by key, or by an id that only one object has', async () => {
    await expect(tool.run('audit', '--object', 'rfd_none')).rejects.toMatchObject({ exitCode: 2 });
    await expect(
      tool.run('rebuild', 'issuing', '--object', 'rfd_1', '--compare'),
    ).rejects.toMatchObject({ exitCode: 2 });
    await expect(
      tool.run('audit', '--object', 'refund#rfd_1', '--since', '1d'),
    ).rejects.toMatchObject({ exitCode: 1 });
  });
});
