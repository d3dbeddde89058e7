import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { signedHeaders } from '../../../../bin/webhooks/pipeline/secrets.ts';
import { createProgram } from '../../../../bin/webhooks/program.ts';
import { createReporter } from '../../../../bin/webhooks/prove/doctor/print.ts';
import { ownCommands } from '../../../../bin/webhooks/reference.ts';
import { post } from '../../../../bin/webhooks/send/post.ts';
import { readSample } from '../../../../bin/webhooks/send/samples.ts';
import { quoted } from '../../../../bin/webhooks/terminal/command-line.ts';
import { failureOf } from '../../../../bin/webhooks/terminal/failure.ts';
import { isShown, printable } from '../../../../bin/webhooks/terminal/printable.ts';
import { payments } from '../../../../functions/payments/domain.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import { storedRecords } from '../../../../functions/shared/query/records.ts';
import { crawled } from '../../../canary/crawled.ts';
import { sealed } from '../../../support/aws/consumers.ts';
import { putMessage } from '../../../support/aws/put-message.ts';
import { drained, useLocalPipeline } from '../../../support/pipeline/local-pipeline.ts';
import { putRecord } from '../../../support/tables/manual-edits.ts';
import { parsedJson } from '../../../support/tool/shapes.ts';
import { HOSTILE, offencesIn, type Written, written } from '../../../support/tool/terminal.ts';

/*
 * Signed events, a secret's label, a record and files that hold what controls a terminal, hides text or
 * forges a line: every command of the tool prints them, and nothing of it gets through.
 */

jest.setTimeout(120_000);

const pipeline = useLocalPipeline();
const { dir } = pipeline;
const files = mkdtempSync(join(tmpdir(), 'terminal-'));
afterAll(() => rmSync(files, { recursive: true }));

const secret = 'whsec_terminal';
const label = `live${HOSTILE}`;
const account = `acct_1${HOSTILE}`;
const bodyFile = join(files, `body${HOSTILE}`);

/** What keys are made of, and times: the rest of a body's texts can be anything. */
const isKept = (name: string, text: string): boolean =>
  /(?:^|_)ids?$|Id$/.test(name) || /^\d/.test(text);

/** A value with the hostile text in each of its own texts. */
const planted = (value: unknown, name = ''): unknown => {
  if (typeof value === 'string') return isKept(name, value) ? value : `${value}${HOSTILE}`;
  if (Array.isArray(value)) return value.map((entry) => planted(entry, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, entry]) => [field, planted(entry, field)]),
  );
};

/** A sample with hostile texts, an account and a version among them. */
const hostile = (sample: string, envelope: object): Buffer => {
  const event: object = JSON.parse(readSample(sample).toString());
  const { data } = Object(event);
  const texts = { account_id: account, version: `2026-02-27${HOSTILE}`, data: planted(data) };
  return Buffer.from(JSON.stringify({ ...event, ...texts, ...envelope }));
};

const intentId = 'int_hostile';
const cardId = 'cd760686-6993-5fc2-84b8-74aa8b7ee328';

/** A purchase, which is known by its types and status, in a currency that nobody knows. */
const purchase = (): Buffer => {
  const sample = 'issuing.transaction.succeeded~2026-08';
  const { data } = JSON.parse(readSample(sample).toString());
  return hostile(sample, { id: 'evt_spend', data: { ...data, billing_currency: HOSTILE } });
};

const bodies = (): readonly Buffer[] => [
  hostile('payment_intent.succeeded', { id: 'evt_accepted' }),
  hostile('payment_intent.succeeded', {
    id: 'evt_unknown',
    name: `payment_intent.odd${HOSTILE}`,
    data: { object: { id: intentId, status: `ODD${HOSTILE}`, currency: HOSTILE } },
  }),
  hostile('refund.settled', {
    id: `evt_quarantined${HOSTILE}`,
    name: `refund.odd${HOSTILE}`,
    data: { object: { id: null } },
  }),
  hostile('account.action_required', { id: 'evt_due' }),
  purchase(),
  Buffer.from(`"${HOSTILE}"`),
];

beforeAll(async () => {
  await pipeline.putSecrets(JSON.stringify({ [label]: secret }));
  const { target } = pipeline;
  for (const body of bodies())
    expect(await post(target.outputs.webhookUrl, secret, body)).toBe(200);
  await drained(target);
  for await (const record of storedRecords(target.tables.of(payments))) {
    await putRecord(target, { ...record, pk: `payment_intent#forged${HOSTILE}` });
    break;
  }
  const body = hostile('refund.settled', { name: `refund.odd${HOSTILE}` });
  const receipt = { sentAt: 1, receivedAt: 1, requestId: 'r', secret: 's', digest: sha256(body) };
  const url = target.outputs.deadLetterQueues['payments'];
  await putMessage(target.sqs, url, sealed({ body, receipt }));
  writeFileSync(bodyFile, body);
});

const signature = (): readonly string[] => {
  const body = Buffer.from('{}');
  const file = join(files, 'signed.json');
  writeFileSync(file, body);
  const { 'x-timestamp': timestamp = '', 'x-signature': signed = '' } = signedHeaders(secret, body);
  return ['--body-file', file, '--timestamp', timestamp, '--signature', signed];
};

/** Command lines that print what is hostile; `json` states where `--json` prints it too. */
const lines: Readonly<Record<string, readonly { line: () => readonly string[]; json: boolean }[]>> =
  (() => {
    const both = (...words: readonly string[]) => ({ line: () => words, json: true });
    const plain = (...words: readonly string[]) => ({ line: () => words, json: false });
    return {
      send: [both('--file', bodyFile), plain('--list', `payments${HOSTILE}`)],
      scenario: [both('checkout', '--seed', `seed${HOSTILE}`)],
      events: [
        both('--limit', '100'),
        both('--outcome', 'unrecognized'),
        plain('--name', HOSTILE),
        both('--follow', '--since', '1h', '--name', 'refund', '--limit', '1'),
      ],
      show: [
        both('evt_unknown', '--body'),
        both('evt_accepted'),
        both('payments', intentId, '--related', '--verbose'),
        plain(`evt_no${HOSTILE}`),
      ],
      open: [both()],
      operations: [both()],
      stats: [both()],
      history: [
        both(`payment_intent#${intentId}`),
        both(`payment_intent#${intentId}`, '--at', '2030-01-01'),
      ],
      changes: [
        both('--limit', '100'),
        both('--follow', '--since', '1h', '--object', 'payment_intent', '--limit', '2'),
      ],
      'changes replay': [plain(`note${HOSTILE}`, '--since', '1h')],
      wait: [
        both(intentId, '--until', `id=${intentId}`, '--timeout', '0s'),
        plain(intentId, '--until', `status=${HOSTILE}`, '--timeout', '0s'),
        plain(`int_no${HOSTILE}`, '--until', 'status=x', '--timeout', '0s'),
      ],
      spend: [both(cardId)],
      quarantine: [both()],
      replay: [both('evt_unknown', '--dry-run')],
      redrive: [both('payments', '--dry-run')],
      audit: [both()],
      rebuild: [both('payments', '--compare')],
      void: [both('evt_unknown', '--reason', HOSTILE), plain(`evt_no${HOSTILE}`, '--reason', 'x')],
      erase: [both('--account', account)],
      impact: [plain('--base', `nothing${HOSTILE}`)],
      doctor: [both('--wait', '4')],
      'doctor signature': [{ line: signature, json: true }],
      'secrets list': [both()],
      'secrets add': [plain(`other${HOSTILE}`)],
      'secrets remove': [plain(`other${HOSTILE}`)],
    };
  })();

const titlesOf = (command: Command, before = ''): readonly string[] => {
  const title = `${before}${command.name()}`;
  const parts = command.commands.flatMap((part) => titlesOf(part, `${title} `));
  // A command that only has parts prints its help.
  return title === 'secrets' ? parts : [title, ...parts];
};

it('is tried with every command of the tool', async () => {
  const all = ownCommands(await createProgram()).flatMap((command) => titlesOf(command));
  // One prints an address, and serves until Ctrl-C the pages that are crawled below; one prints counts.
  const withoutText = ['inspect', 'restore'];
  expect([...Object.keys(lines), ...withoutText].sort()).toEqual([...all].sort());
});

const cases = Object.entries(lines).flatMap(([title, tried]) =>
  tried.map(({ line, json }, at) => ({ title, line, json, at })),
);

const run = (words: readonly string[], colours = false): Promise<Written> =>
  written(words, {
    LOCAL_DIR: dir,
    ...(colours ? { FORCE_COLOR: '1', NO_COLOR: '' } : { FORCE_COLOR: '0' }),
  });

/** Every text of a JSON value, names of fields too. */
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, entry]) => [name, ...textsOf(entry)]);
};

describe.each(cases)('$title ($at)', ({ title, line, json }) => {
  const words = (): readonly string[] => [...title.split(' '), ...line()];

  it('prints hostile text for a person as text', async () => {
    const { out, err } = await run(words());
    expect(out + err).toContain('FORGED line');
    expect(out + err).not.toContain('\u001b');
    expect([...offencesIn(out), ...offencesIn(err)]).toEqual([]);
  });

  it('lets no other sequence through than colours of its own', async () => {
    const { out, err } = await run(words(), true);
    expect(out + err).toContain('FORGED line');
    expect(out + err).not.toContain('\u001b[31mFORGED');
    expect([...offencesIn(out), ...offencesIn(err)]).toEqual([]);
  });

  it('prints JSON that reads as the same text', async () => {
    const { out, err } = await run([...words(), '--json']);
    expect([...offencesIn(out), ...offencesIn(err)]).toEqual([]);
    if (!json) return;
    const texts = textsOf(parsedJson(words(), out));
    expect(texts.filter((text) => text.includes(HOSTILE))).not.toEqual([]);
  });
});

it('prints a finding of the doctor, and what AWS denies, as text on lines of their own', () => {
  const printed: string[] = [];
  const reporter = createReporter((text) => printed.push(printable(text)));
  const words = `An alarm${HOSTILE}`;
  reporter.report({ check: 'alarms', status: 'problem', detail: words, next: quoted(words) });
  reporter.end();
  const denied = Object.assign(new Error(words), { name: 'AccessDeniedException' });
  printed.push(printable(failureOf(denied)?.message ?? ''));
  expect(printed.join('\n')).toMatch(/FORGED[\s\S]*AWS denies this: An alarm[^\n]*FORGED/);
  expect(printed.flatMap(offencesIn)).toEqual([]);
});

it('the inspector shows them, and hides no character of them', async () => {
  const pages = await crawled(pipeline.outputs.inspectorUrl, 30);
  const text = [...pages.values()].join('\n');
  expect(text).toContain('\\u202e');
  expect(text.split('\n').filter((line) => !isShown(line))).toEqual([]);
});

it('the console of the local pipeline prints them as text, too', () => {
  expect(pipeline.output()).toContain('FORGED');
  expect(offencesIn(pipeline.output())).toEqual([]);
});
