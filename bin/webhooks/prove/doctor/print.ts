import { styleText } from 'node:util';
import { shown } from '../../terminal/printable.ts';
import { counted } from '../../terminal/table.ts';
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

/** Prints each finding as soon as it is known, with the next step below it. */
export const createReporter = (write: (text: string) => void) => {
  /** Checks that are skipped for the same reason are printed in one line. */
  let pending: readonly CheckedFinding[] = [];
  const end = (): void => {
    const [first] = pending;
    if (first) write(print(first, pending.map(({ check }) => check).join(', ')));
    pending = [];
  };
  return {
    end,
    report: (finding: CheckedFinding): void => {
      if (finding.status === 'skipped' && pending[0]?.detail === finding.detail)
        pending = [...pending, finding];
      else {
        end();
        if (finding.status === 'skipped') pending = [finding];
        else write(print(finding, finding.check));
      }
    },
  };
};

/** The last line: the number of problems, warnings and skipped checks. */
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
      : `${counted(problems, 'problem')} with ${shown(name)}`;
  return `\n${what}${rest === '' ? '' : ` (${rest})`}.`;
};

/** Every finding, as `{ check, status, detail, next }`; `next` is null where nothing needs to be done. */
export const toJson = (findings: readonly CheckedFinding[]): string =>
  JSON.stringify(
    findings.map(({ check, status, detail, next = null }) => ({ check, status, detail, next })),
    undefined,
    2,
  );
