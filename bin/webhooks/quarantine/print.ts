import { styleText } from 'node:util';
import { isoTime } from '../../../functions/shared/event/time.ts';
import { issueText } from '../issue-text.ts';
import { counted, list, number } from '../table.ts';
import type { Group, Trouble } from './groups.ts';

/** A group, and what to do about it. */
export interface Advised {
  readonly group: Group;
  readonly advice: readonly string[];
}

const color = { quarantined: 'red', unrecognized: 'yellow', nameless: 'yellow' } as const;

const words: Readonly<Record<Trouble, string>> = {
  quarantined: 'it cannot be projected',
  unrecognized: 'its name is not in the catalogue',
  nameless: 'it has no name',
};

const MOST_NAMES = 5;

const namesText = (names: Group['names']): string => {
  const frequent = [...names].sort(([, a], [, b]) => b - a);
  const shown = frequent
    .slice(0, MOST_NAMES)
    .map(([name, count]) => `${name === '' ? '(without a name)' : name} (${number(count)})`);
  const more = frequent.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${counted(more, 'name')} more`] : [])].join(', ');
};

const groupLines = ({ group, advice }: Advised): readonly string[] => {
  const { trouble, domain, issues, count, names, first, last, example } = group;
  const reasons = issues.length > 0 ? issues.map(issueText) : [words[trouble]];
  const facts = [
    ...reasons.map((reason, at) => [at === 0 ? 'because' : '', reason]),
    ['of', namesText(names)],
    ['archived', `${isoTime(first)} to ${isoTime(last)}`],
    ['example', example.id],
    ...advice.map((line, at) => [at === 0 ? 'to do' : '', line]),
  ];
  return [
    '',
    styleText(['bold', color[trouble]], `${number(count)} ${trouble} in ${domain}`),
    ...list(facts).map((line) => `  ${line}`),
  ];
};

/** The groups for a person. */
export const print = (groups: readonly Advised[]): string => {
  const total = groups.reduce((sum, { group }) => sum + group.count, 0);
  if (total === 0) return 'Nothing needs attention.';
  const reasons = counted(groups.length, 'reason');
  return [
    `${counted(total, 'event needs', 'events need')} attention for ${reasons}`,
    ...groups.flatMap(groupLines),
  ].join('\n');
};

/** The same for a machine. */
export const toJson = (groups: readonly Advised[]): string =>
  JSON.stringify(
    groups.map(
      ({ group: { trouble, domain, issues, count, names, first, last, example }, advice }) => ({
        trouble,
        domain,
        issues,
        count,
        names: Object.fromEntries(names),
        first: isoTime(first),
        last: isoTime(last),
        example: example.id,
        advice,
      }),
    ),
    undefined,
    2,
  );
