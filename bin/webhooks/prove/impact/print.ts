import { styleText } from 'node:util';
import { commandLine } from '../../terminal/command-line.ts';
import { shown } from '../../terminal/printable.ts';
import type { Change, Impact } from './changes.ts';

const changeLines = ({ case: name, pk, sk, is, fields }: Change): readonly string[] => {
  const width = Math.max(0, ...fields.map(({ field }) => field.length));
  return [
    '',
    `${styleText('bold', shown(`${pk}  ${sk}`))}${is === 'changed' ? '' : ` is ${is}`}  ${styleText('dim', name)}`,
    ...fields.map(({ field, before = 'nothing', after = 'nothing' }) =>
      shown(`  ${field.padEnd(width)}  ${before} → ${after}`),
    ),
  ];
};

/** The domains whose records change. */
const domainsOf = ({ changes }: Impact): readonly string[] => [
  ...new Set(changes.map(({ domain }) => domain)),
];

/** What a change of the code does, for a person. @param limit records to show. */
export const print = (base: string, cases: number, impact: Impact, limit: number): string => {
  const { changes, outcomes, revisions, unrevised } = impact;
  const first = changes.slice(0, limit);
  const more = changes.length - first.length;
  return [
    ...first.flatMap(changeLines),
    ...(first.length > 0 ? [''] : []),
    ...(more > 0 ? [`… and ${more} more records: see --limit.`] : []),
    ...outcomes.map((outcome) => `outcome of ${outcome}`),
    ...Object.entries(revisions).map(
      ([domain, [before = 'none', after = 'none']]) => `${domain}: revision ${before} → ${after}`,
    ),
    `${changes.length} records of ${cases} cases differ from those at ${shown(base)}.`,
    ...unrevised.map(
      (domain) =>
        `${domain}: records change under the same version and revision. Raise "revision" in functions/${domain}/domain.ts, or a replay does not rewrite them.`,
    ),
    ...domainsOf(impact).map(
      (domain) =>
        `${domain}: stored records stay as they are until, after the deployment: ${commandLine('rebuild', { operands: [domain], options: ['--repair'] })}`,
    ),
  ].join('\n');
};
