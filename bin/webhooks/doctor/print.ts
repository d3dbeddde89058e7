import { styleText } from 'node:util';
import { counted } from '../table.ts';
import type { CheckedFinding } from './check.ts';

const marks = {
  ok: styleText('green', '✓'),
  problem: styleText('red', '✗'),
  skipped: styleText('dim', '–'),
} as const;

/** A finding for a person: what is so, and below it what to do. */
export const printFinding = ({ check, status, detail, next }: CheckedFinding): string =>
  [
    `${marks[status]} ${status === 'skipped' ? styleText('dim', `${check}: ${detail}`) : `${styleText('bold', check)}: ${detail}`}`,
    ...(next === undefined ? [] : next.split('\n').map((line) => `    ${line}`)),
  ].join('\n');

/** What there is to say at the end. */
export const printSummary = (name: string, findings: readonly CheckedFinding[]): string => {
  const problems = findings.filter(({ status }) => status === 'problem').length;
  const skipped = findings.filter(({ status }) => status === 'skipped').length;
  const rest = skipped === 0 ? '' : ` (${counted(skipped, 'check')} skipped)`;
  return problems === 0
    ? `\nNothing is wrong with ${name}${rest}.`
    : `\n${counted(problems, 'problem')} of ${name}${rest}.`;
};

/** Every finding, as `{ check, status, detail, next }`; `next` is null where nothing is to be done. */
export const toJson = (findings: readonly CheckedFinding[]): string =>
  JSON.stringify(
    findings.map(({ check, status, detail, next = null }) => ({ check, status, detail, next })),
    undefined,
    2,
  );
