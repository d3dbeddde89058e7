import { join } from 'node:path';
import type { OperatorRole } from '../../lib/names.ts';
import { projectRoot } from '../../lib/project-root.ts';

/** A command line that an operator runs. */
export interface Run {
  /** What the table of roles calls it: the command, and the options that make it what it is. */
  readonly as: string;
  /** The least role that may do it. */
  readonly role: OperatorRole;
  readonly words: readonly string[];
  /** What it gets on its standard input. */
  readonly input?: string;
}

/** In the place of the id of a message that is put on the dead-letter queue of payments. */
export const DEAD_LETTER = '<dead letter>';

/** What the names of tables end with that are restored before anything is run. */
export const RESTORED = 'restored';

const INTENT = 'int_hkdmy0nc3o69z440k5r';
const CARD = 'cd760686-6993-5fc2-84b8-74aa8b7ee328';
const CUSTOMER = 'cus_hkdm6ln193ioplqzbhu';
const ODD = 'evt_odd';
const oddAmount = ['--set', `id=${ODD}`, '--set', 'data.object.amount={"value":1}'];
const body = join(projectRoot, 'functions/payments/samples/refund.settled.json');
const otherCode = '--other-code';

const as =
  (role: OperatorRole) =>
  (name: string, ...more: readonly string[]): Run => ({
    ...{ as: name, role },
    words: [...name.split(' '), ...more],
  });

const [reader, fixer, eraser, keyholder] = [
  ...[as('reader'), as('fixer'), as('eraser'), as('keyholder')],
] as const;

/** What is run, in this order: first what the others look at. */
export const runs: readonly Run[] = [
  keyholder('send', 'payment_intent.succeeded', 'refund.settled', 'issuing.transaction.succeeded'),
  keyholder('send', 'refund.settled', ...oddAmount),
  keyholder('scenario', 'checkout-failed-then-paid', '--seed', 'operators'),
  keyholder('secrets list'),
  { ...keyholder('secrets add', 'another'), input: 'whsec_another_one' },
  keyholder('secrets remove', 'another', '--force'),
  { ...keyholder('audit --verify'), words: ['audit', '--verify'] },
  keyholder('doctor', '--wait', '20'),
  keyholder(
    'doctor signature',
    ...['--body-file', body, '--timestamp', '1', '--signature', 'ab'.repeat(32)],
  ),
  reader('events', '--limit', '5'),
  reader('events', '--since', '1h', '--name', 'refund'),
  reader('events', '--text', 'no such text'),
  reader('events', '--restored', RESTORED),
  reader('show', INTENT),
  reader('show', 'evt_that_never_came'),
  reader('history', INTENT, '--related'),
  reader('changes', '--since', '1h'),
  reader('wait', INTENT, '--until', 'status=SUCCEEDED'),
  reader('spend', CARD),
  reader('open'),
  reader('open', '--overdue'),
  reader('stats'),
  reader('operations'),
  reader('audit'),
  { ...reader('void --list'), words: ['void', '--list'] },
  reader('rebuild', 'payments', '--compare'),
  reader('quarantine'),
  fixer('replay', ODD, otherCode),
  { ...fixer('rebuild --repair'), words: ['rebuild', 'payments', '--repair', otherCode] },
  fixer('redrive', 'payments', '--message', DEAD_LETTER),
  fixer('redrive', ...['payments', '--discard', '--message', DEAD_LETTER, '--yes', otherCode]),
  { ...fixer('void', ODD, '--reason', 'not ours', '--yes', '--wait', '0', otherCode) },
  { ...fixer('void --again'), words: ['void', '--again', '--yes', '--wait', '0', otherCode] },
  fixer('restore', RESTORED, '--yes'),
  fixer('quarantine --acknowledge', ODD, '--note', 'nothing to do'),
  fixer('quarantine --reopen', ODD),
  eraser('erase', '--customer', CUSTOMER, '--yes', '--wait', '0', otherCode),
  {
    ...eraser('erase --again'),
    words: ['erase', '--again', '--yes', '--wait', '0', '--restored', RESTORED, otherCode],
  },
];

/** Commands that are not run here, with the role that they need all the same. */
export const notRun: Readonly<
  Record<string, { readonly role?: OperatorRole; readonly why: string }>
> = {
  inspect: { role: 'reader', why: 'it serves until Ctrl-C; its pages read as the commands do' },
  'changes replay': { role: 'fixer', why: 'the pipeline of this test has no reaction' },
  impact: { why: 'it reads the samples and no pipeline' },
};
