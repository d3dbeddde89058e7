import { styleText } from 'node:util';
import type { RebuildReport, Told } from './report.ts';

const count = (many: number, thing: string): string =>
  `${many.toLocaleString('en')} ${thing}${many === 1 ? '' : 's'}`;

const lostLines = ({ lost }: Told): readonly string[] => [
  ...(lost.own === undefined ? [] : [`  rests on event ${lost.own}, which is not archived`]),
  ...(lost.link === undefined
    ? []
    : [`  rests for what it belongs to on version ${lost.link}, which is not archived`]),
  ...(lost.ties === undefined
    ? []
    : [`  is tied with ${lost.ties.join(', ')}, which the archive does not hold`]),
];

const toldLines = (told: Told): readonly string[] => {
  const width = Math.max(0, ...told.fields.map(({ field }) => field.length));
  const is = told.is === 'stored' || told.is === 'kept' ? '' : ` is ${told.is}`;
  return [
    `${styleText('bold', `${told.pk}  ${told.sk}`)}${is}`,
    ...told.fields.map(
      ({ field, before = 'nothing', after = 'nothing' }) =>
        `  ${field.padEnd(width)}  ${before} → ${after}`,
    ),
    ...lostLines(told),
  ];
};

const repairWords = {
  put: 'put',
  replaced: 'replaced',
  removed: 'removed',
  contested: 'left: they kept changing, repair again',
  refused: 'left: DynamoDB refuses them',
} as const;

const repairLine = ({ repairs }: RebuildReport): string => {
  const { put, replaced, removed, contested, refused } = repairs;
  const made = Object.entries({ put, replaced, removed, contested, refused }).flatMap(
    ([name, many]) => {
      const words = Object.entries(repairWords).find(([repair]) => repair === name)?.[1];
      return many === undefined ? [] : [`${many.toLocaleString('en')} ${words}`];
    },
  );
  return `Repaired: ${made.length === 0 ? 'nothing' : made.join(', ')}.`;
};

/** What a rebuild found, for a person. */
export const print = (
  report: RebuildReport,
  mode: 'rebuilt' | 'compared' | 'repaired' | 'dry run',
): string => {
  const { domain, rows, events, unprojected, horizon, differing, told } = report;
  const lines = [
    `${domain}: ${count(rows, 'row')} from ${count(events, 'event')}; the archive reaches back to ${horizon ?? 'nothing: it is empty'}.`,
  ];
  if (unprojected.length > 0)
    lines.push(
      `${count(unprojected.length, 'event')} could not be projected: ${unprojected.slice(0, 10).join(', ')}${unprojected.length > 10 ? ', …' : ''}`,
    );
  if (mode === 'rebuilt') return lines.join('\n');
  lines.push(...told.flatMap((row) => ['', ...toldLines(row)]), '');
  const all = differing + report.resting + report.restingBefore;
  if (all > told.length && told.length > 0)
    lines.push(`Only ${count(told.length, 'row')} shown: see --limit.`);
  const what = mode === 'dry run' ? 'would change' : 'differed from what the archive tells';
  lines.push(
    differing === 0
      ? 'The table is what the archive tells.'
      : `${count(differing, 'row')} ${mode === 'compared' ? 'differ from what the archive tells' : what}.`,
  );
  if (report.resting > 0)
    lines.push(`${count(report.resting, 'row')} kept though the archive lacks events of theirs.`);
  if (report.restingBefore > 0)
    lines.push(`${count(report.restingBefore, 'row')} kept from before the archive begins.`);
  if (mode === 'repaired') lines.push(repairLine(report));
  return lines.join('\n');
};
