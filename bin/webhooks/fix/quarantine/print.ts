import { styleText } from 'node:util';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { groupReasons, namesText } from '../../pipeline/attention.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, indentedLines, leftAligned, number } from '../../terminal/table.ts';
import { adviceLine } from './advice.ts';
import type { Advised } from './read.ts';

const color = { quarantined: 'red', unrecognized: 'yellow', nameless: 'yellow' } as const;

const groupLines = ({ group, advice }: Advised): readonly string[] => {
  const { trouble, domain, count, names, first, last, example } = group;
  const facts = [
    ...groupReasons(group).map((reason, at) => [at === 0 ? 'because' : '', reason]),
    ['of', namesText(names)],
    ['archived', `${isoTime(first)} to ${isoTime(last)}`],
    ['example', example.id],
    ...advice.map((step, at) => [at === 0 ? 'to do' : '', adviceLine(step)]),
  ];
  return [
    '',
    styleText(['bold', color[trouble]], shown(`${number(count)} ${trouble} in ${domain}`)),
    ...indentedLines(leftAligned(facts)),
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
        advice: advice.map(adviceLine),
      }),
    ),
    undefined,
    2,
  );
