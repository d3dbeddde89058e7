import { styleText } from 'node:util';
import { shown } from '../printable.ts';
import { counted } from '../table.ts';
import type { CheckedFinding } from './check.ts';

const marks = {
  ok: styleText('green', '✓'),
  warning: styleText('yellow', '!'),
  problem: styleText('red', '✗'),
  skipped: styleText('dim', '–'),
} as const;

const print = (finding: CheckedFinding, names: string): string => {
  const { status, next } = finding;
  const detail = shown(finding.detail);
  return [
    `${marks[status]} ${status === 'skipped' ? styleText('dim', `${names}: ${detail}`) : `${styleText('bold', names)}: ${detail}`}`,
    ...(next === undefined ? [] : next.split('\n').map((line) => `    ${shown(line)}`)),
  ].join('\n');
};

/** Tells a person what is found, at once: what is so, and below it what to do. */
export const createTeller = (say: (text: string) => void) => {
  /** What is skipped for one and the same reason is told in one line. */
  let held: readonly CheckedFinding[] = [];
  const end = (): void => {
    const [first] = held;
    if (first) say(print(first, held.map(({ check }) => check).join(', ')));
    held = [];
  };
  return {
    end,
    tell: (finding: CheckedFinding): void => {
      if (finding.status === 'skipped' && held[0]?.detail === finding.detail)
        held = [...held, finding];
      else {
        end();
        if (finding.status === 'skipped') held = [finding];
        else say(print(finding, finding.check));
      }
    },
  };
};

/** What there is to say at the end. */
export const printSummary = (name: string, findings: readonly CheckedFinding[]): string => {
  const [problems = 0, warnings = 0, skipped = 0] = (
    ['problem', 'warning', 'skipped'] as const
  ).map((status) => findings.filter((finding) => finding.status === status).length);
  const rest = [
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
    ...(skipped === 0 ? [] : [`${counted(skipped, 'check')} skipped`]),
  ].join(', ');
  const what =
    problems === 0
      ? `Nothing is wrong with ${shown(name)}`
      : `${counted(problems, 'problem')} of ${shown(name)}`;
  return `\n${what}${rest === '' ? '' : ` (${rest})`}.`;
};

/** Every finding, as `{ check, status, detail, next }`; `next` is null where nothing is to be done. */
export const toJson = (findings: readonly CheckedFinding[]): string =>
  JSON.stringify(
    findings.map(({ check, status, detail, next = null }) => ({ check, status, detail, next })),
    undefined,
    2,
  );
