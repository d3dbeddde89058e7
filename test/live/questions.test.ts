import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { payments } from '../../functions/payments/domain.ts';
import { recordsOfObject } from '../../functions/shared/query/timeline.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { putRecord } from '../support/tables/manual-edits.ts';
import { useLaunchedTool } from '../support/tool/launched-tool.ts';

/* The questions of lib/RUNBOOK.md, each answered by the commands that it prints. */

jest.setTimeout(120_000);

const tool = useLaunchedTool();

const runbook = readFileSync(join(projectRoot, 'lib/RUNBOOK.md'), 'utf8');
const [, questions = ''] = /^## Questions\n([\s\S]*?)^## /m.exec(runbook) ?? [];

/** The commands under a heading, each as its words, without the stage: these run locally. */
const commandsUnder = (heading: string): readonly (readonly string[])[] => {
  const [, section = ''] =
    new RegExp(
      `^### ${heading.replace('?', '\\?')}\\n([\\s\\S]*?)(?=^### |$(?![\\s\\S]))`,
      'm',
    ).exec(questions) ?? [];
  const lines = [...section.matchAll(/npm run webhooks -- (.+)/g)].map(([, line = '']) => line);
  if (lines.length === 0) throw new Error(`no command under "${heading}"`);
  return lines.map((line) => line.replace(' --stage <stage>', '').split(' '));
};

/** Runs the commands under a heading. @param names replacements of its placeholders. */
const answers = async (heading: string, names: Readonly<Record<string, string>> = {}) => {
  const ran: { readonly code: number; readonly out: string }[] = [];
  for (const words of commandsUnder(heading)) {
    process.exitCode = undefined;
    const { code, out } = await tool.run(...words.map((word) => names[word] ?? word));
    ran.push({ code: code || Number(process.exitCode ?? 0), out });
  }
  process.exitCode = undefined;
  return ran;
};

const intent = 'payment_intent#int_question';
const order = 'ORD-QUESTION';

let isSent = false;
beforeEach(async () => {
  if (isSent) return;
  isSent = true;
  const set = [
    'data.object.id=int_question',
    'id=evt_question',
    `data.object.merchant_order_id=${order}`,
  ].flatMap((one) => ['--set', one]);
  expect(await tool.run('send', 'payment_intent.succeeded', ...set)).toMatchObject({ code: 0 });
  await drained(tool.pipeline.target);
});

it('What must somebody act on', async () => {
  const due_at = new Date(Date.now() + 86_400_000).toISOString();
  const set = ['--set', 'data.object.id=dst_question', '--set', `data.object.due_at=${due_at}`];
  await tool.run('send', 'payment_dispute.requires_response', ...set, '--set', 'id=evt_due');
  await drained(tool.pipeline.target);
  const out = expect.stringContaining('payment_dispute#dst_question');
  expect(await answers('What must somebody act on')).toMatchObject([
    { code: 0, out },
    { code: 0, out },
  ]);
});

it('An event never came', async () => {
  expect(await answers('An event never came', { '<event>': 'evt_question' })).toMatchObject([
    { code: 0, out: expect.stringContaining(intent) },
  ]);
  expect(await answers('An event never came', { '<event>': 'evt_elsewhere' })).toMatchObject([
    { code: 2, out: expect.stringContaining('The ingress has not received it since') },
  ]);
});

it('A record is wrong', async () => {
  const { target } = tool.pipeline;
  const [record] = await recordsOfObject(target.tables.of(payments), intent);
  if (!record) throw new Error('no record');
  const attributes = { ...record.attributes, status: 'CANCELLED' };
  await putRecord(target, { ...record, attributes });
  const names = { '<domain>': 'payments', '<object>': intent };
  const [look, rehearsal, repair] = await answers('A record is wrong', names);
  expect(look?.out).toContain('altered: status is "CANCELLED"');
  expect(rehearsal).toMatchObject({ code: 3, out: expect.stringContaining('would change') });
  expect(repair).toMatchObject({ code: 0, out: expect.stringContaining('1 replaced') });
  expect((await answers('A record is wrong', names))[0]?.out).not.toContain('altered');
});

it('An order is paid but not released', async () => {
  const [shown, history] = await answers('An order is paid but not released', {
    '<order>': order,
    '<object>': 'int_question',
  });
  expect(shown).toMatchObject({ code: 0, out: expect.stringContaining(intent) });
  expect(history).toMatchObject({ code: 0, out: expect.stringContaining('status SUCCEEDED') });
});

it('Airwallex reports failed deliveries', async () => {
  const url = tool.pipeline.outputs.webhookUrl;
  await tool.run('send', 'customer.created', '--url', url, '--secret', 'whsec_wrong');
  const [doctor] = commandsUnder('Airwallex reports failed deliveries');
  const { out } = await tool.run(...(doctor ?? []));
  expect(out).toMatch(/refusals: 1 request was refused .* signature wrong 1/);
  expect(out).toContain('doctor signature');
});

it('Is anything lost or wrong?', async () => {
  expect(await answers('Is anything lost or wrong?')).toMatchObject([
    { code: 0, out: expect.stringContaining('nothing is lost') },
    { code: 0 },
  ]);
});

it('Are the archived events authentic?', async () => {
  expect(await answers('Are the archived events authentic?')).toMatchObject([
    { code: 0, out: expect.stringMatching(/Signatures: [1-9]\d* verified, 0 wrong/) },
  ]);
});
