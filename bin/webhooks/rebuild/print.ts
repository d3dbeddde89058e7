import { styleText } from 'node:util';
import { shown } from '../printable.ts';
import { counted, number } from '../table.ts';
import { partsOf } from '../version-parts.ts';
import { repairKinds } from './repair.ts';
import type { RebuildReport, Told } from './report.ts';

const lostLines = ({ lost: { own, link, ties = [] } }: Told): readonly string[] =>
  [
    ...(own === undefined ? [] : [`  was set by ${own}, which is not archived`]),
    ...(link === undefined
      ? []
      : [`  belongs where an event of ${partsOf(link).when} said, which is not archived`]),
    ...ties.map((id) => `  is tied with ${id}, which is not archived`),
  ].map(shown);

const isWords = {
  missing: ' is missing',
  different: '',
  superfluous: ' is superfluous: no archived event tells it',
  kept: '',
} as const;

const toldLines = (told: Told): readonly string[] => {
  const width = Math.max(0, ...told.fields.map(({ field }) => field.length));
  return [
    `${styleText('bold', shown(`${told.pk}  ${told.sk}`))}${isWords[told.is]}`,
    ...told.fields.map(({ field, before = 'nothing', after = 'nothing' }) =>
      shown(`  ${field.padEnd(width)}  ${before} → ${after}`),
    ),
    ...lostLines(told),
  ];
};

const repairWords = {
  put: 'put',
  replaced: 'replaced',
  removed: 'removed',
  contested: 'left, for they kept changing: repair again',
  refused: 'left, for DynamoDB refuses them',
  newer: 'left, because a newer projection set them: --other-code lowers them',
} as const;

const repairLine = ({ repairs }: RebuildReport): string => {
  const made = repairKinds.flatMap((kind) => {
    const many = repairs[kind];
    return many === undefined ? [] : [`${number(many)} ${repairWords[kind]}`];
  });
  return `Repaired: ${made.length === 0 ? 'nothing' : made.join(', ')}.`;
};

/** What a rebuild found, for a person. */
export const print = (
  report: RebuildReport,
  mode: 'rebuilt' | 'compared' | 'repaired' | 'dry run',
): string => {
  const { domain, rows, events, unprojected, horizon, differing, told } = report;
  const lines = [
    `${domain}: ${counted(rows, 'row')} from ${counted(events, 'event')}; the archive reaches back to ${horizon ?? 'nothing: it is empty'}.`,
  ];
  if (report.expiredBefore !== undefined)
    lines.push(
      `It keeps events for a time: what happened before ${report.expiredBefore} may have expired.`,
    );
  if (unprojected.length > 0)
    lines.push(
      `${counted(unprojected.length, 'event')} could not be projected: ${shown(unprojected.slice(0, 10).join(', '))}${unprojected.length > 10 ? ', …' : ''}`,
    );
  if (mode === 'rebuilt') return lines.join('\n');
  lines.push(...told.flatMap((row) => ['', ...toldLines(row)]));
  if (told.length > 0) lines.push('');
  const all = differing + report.resting + report.restingBefore;
  if (all > told.length && told.length > 0)
    lines.push(`Only ${counted(told.length, 'row')} shown: see --limit.`);
  const state = {
    compared: `${differing === 1 ? 'differs' : 'differ'} from what the archive tells`,
    'dry run': 'would change',
    repaired: 'differed from what the archive tells',
  }[mode];
  lines.push(
    differing === 0
      ? 'The table is what the archive tells.'
      : `${counted(differing, 'row')} ${state}.`,
  );
  if (report.resting > 0)
    lines.push(`Kept though the archive lacks an event behind: ${counted(report.resting, 'row')}.`);
  if (report.restingBefore > 0)
    lines.push(`Kept from before the archive begins: ${counted(report.restingBefore, 'row')}.`);
  if (mode === 'repaired') lines.push(repairLine(report));
  return lines.join('\n');
};
