import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { payments } from '../../../../functions/payments/domain.ts';
import type { Projections } from '../../../../lib/projections.ts';
import { putRecord, storedIn } from '../../../support/tables/manual-edits.ts';
import { runCommand } from '../../../support/tool/command-line.ts';
import { useTarget } from '../../../support/tool/target.ts';
import { useTool } from '../../../support/tool/tool.ts';
import { refundEvents } from '../../../support/webhook.ts';

/* Commands of a checkout beside functions that run other code: here a newer projection of payments. */

jest.setTimeout(60_000);

const test = useTarget(beforeAll, Date.now);
const tool = useTool(test);
const newer = { revision: payments.revision + 1, digest: 'ab'.repeat(32) };
const same = (): Projections => test.target.outputs.projections ?? {};
const deployed = (): Projections => ({ ...same(), [payments.name]: newer });

const differs = `The functions run other code than this checkout: payments (of revision ${newer.revision}; revision ${payments.revision} here).`;

/** What names the pipeline. */
const named = 'In the local pipeline:\n';

/** Runs a command beside functions of this code; without it they state none. */
const runBeside = (code: Projections | undefined, words: string) => {
  const file = join(tool.folder, 'outputs.json');
  const { projections: _before, ...outputs } = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...outputs, ...(code && { projections: code }) }));
  return runCommand(tool.folder, words.split(' '));
};

beforeAll(async () => {
  await test.pipeline.send(refundEvents);
  // As the deployed functions write them.
  for (const record of await storedIn(test.target))
    await putRecord(test.target, { ...record, revision: newer.revision });
});

describe.each([
  ['rebuild payments --repair'],
  ['rebuild payments --into another-table'],
  ['replay --all'],
  ['replay evt_settled_1'],
  ['erase --account acct_1 --yes'],
])('%s', (words) => {
  it('writes nothing of an older checkout', async () => {
    const before = await storedIn(test.target);
    expect(await runBeside(deployed(), words)).toEqual({
      code: 3,
      out: '',
      err: `${named}${differs} Nothing was written. This checkout is older than what is deployed. Start "npm start -- --dir ${tool.folder}" again, which bundles the functions of this checkout, and try again; --other-code writes by this checkout all the same.\n`,
    });
    expect(await storedIn(test.target)).toEqual(before);
  });

  it('writes nothing where the deployment does not state its code', async () => {
    const { code, out, err } = await runBeside(undefined, words);
    expect([code, out]).toEqual([3, '']);
    expect(err).toMatch(
      /^The deployment does not state which code its functions run, .* --other-code/m,
    );
  });
});

it.each([
  'show evt_settled_1 --json',
  'quarantine --json',
  'show refund#rfd_1 --json',
  'history refund#rfd_1 --json',
  'rebuild payments --compare --json',
  'rebuild payments --repair --dry-run --json',
  'replay evt_settled_1 --dry-run --json',
])('%s states on standard error that other code runs, and prints the same JSON', async (words) => {
  const usual = await runBeside(same(), words);
  const beside = await runBeside(deployed(), words);
  expect(usual.err).not.toContain('other code');
  expect(beside).toEqual({
    ...usual,
    err: `${differs} What follows is judged by this checkout.\n${usual.err}`,
  });
});

it.each(['audit', 'redrive payments --dry-run', 'erase --account acct_1'])(
  '%s states on standard error that other code runs',
  async (words) => {
    const { err } = await runBeside(deployed(), words);
    expect(err.split('\n')[1]).toBe(`${differs} What follows is judged by this checkout.`);
  },
);

it('reads a deployment that does not state its code without a remark', async () => {
  expect(await runBeside(undefined, 'show evt_settled_1')).toMatchObject({ code: 0, err: named });
});

it('repairs a domain whose code is the same, even if another domain runs other code', async () => {
  expect(await runBeside(deployed(), 'rebuild issuing --repair')).toMatchObject({
    code: 0,
    err: named,
  });
});

it('repairs no record of a newer projection silently, though older code is deployed again', async () => {
  const before = await storedIn(test.target);
  const { code, out } = await runBeside(same(), 'rebuild payments --repair');
  expect([code, out]).toEqual([
    3,
    expect.stringContaining(
      'skipped because a newer projection set them: --other-code lowers them',
    ),
  ]);
  expect(await storedIn(test.target)).toEqual(before);
});

it('writes by the checkout where that is asked for, and states so', async () => {
  const { code, err } = await runBeside(deployed(), 'rebuild payments --repair --other-code');
  expect([code, err]).toEqual([0, `${named}${differs} What is written is of this checkout.\n`]);
  for (const { revision } of await storedIn(test.target)) expect(revision).toBe(payments.revision);
});
