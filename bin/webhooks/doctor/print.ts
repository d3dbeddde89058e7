import { styleText } from 'node:util';
import { shown } from '../printable.ts';
import { counted } from '../table.ts';
import type { CheckedFinding } from './check.ts';

const marks = {
  ok: styleText('green', '✓'),
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
  const problems = findings.filter(({ status }) => status === 'problem').length;
  const skipped = findings.filter(({ status }) => status === 'skipped').length;
  const rest = skipped === 0 ? '' : ` (${counted(skipped, 'check')} skipped)`;
  return problems === 0
    ? `\nNothing is wrong with ${shown(name)}${rest}.`
    : `\n${counted(problems, 'problem')} of ${shown(name)}${rest}.`;
};

/** Every finding, as `{ check, status, detail, next }`; `next` is null where nothing is to be done. */
export const toJson = (findings: readonly CheckedFinding[]): string =>
  JSON.stringify(
    findings.map(({ check, status, detail, next = null }) => ({ check, status, detail, next })),
    undefined,
    2,
  );
