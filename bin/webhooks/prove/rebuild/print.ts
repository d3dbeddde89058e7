import { styleText } from 'node:util';
import { partsOf } from '../../../../functions/shared/record/version-parts.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, number } from '../../terminal/table.ts';
import type { RebuildReport, RecordReport } from './rebuild.ts';
import { repairKinds } from './repair.ts';

const lostLines = ({ lost: { own, link, ties = [] } }: RecordReport): readonly string[] =>
  [
    ...(own === undefined ? [] : [`  was set by ${own}, which is not archived`]),
    ...(link === undefined
      ? []
      : [`  was linked by an event of ${partsOf(link).when}, which is not archived`]),
    ...ties.map((id) => `  is tied with ${id}, which is not archived`),
  ].map(shown);

const isWords = {
  missing: ' is missing',
  different: '',
  superfluous: ' is superfluous: no archived event sets it',
  kept: '',
} as const;

const recordLines = (record: RecordReport): readonly string[] => {
  const width = Math.max(0, ...record.fields.map(({ field }) => field.length));
  return [
    `${styleText('bold', shown(`${record.pk}  ${record.sk}`))}${isWords[record.is]}`,
    ...record.fields.map(({ field, before = 'nothing', after = 'nothing' }) =>
      shown(`  ${field.padEnd(width)}  ${before} → ${after}`),
    ),
    ...lostLines(record),
  ];
};

const repairWords = {
  put: 'put',
  replaced: 'replaced',
  removed: 'removed',
  contested: 'skipped because they kept changing: repair again',
  refused: 'skipped because DynamoDB refuses them',
  newer: 'skipped because a newer projection set them: --other-code lowers them',
} as const;

const repairLine = ({ repairs }: RebuildReport): string => {
  const made = repairKinds.flatMap((kind) => {
    const many = repairs[kind];
    return many === undefined ? [] : [`${number(many)} ${repairWords[kind]}`];
  });
  return `Repaired: ${made.length === 0 ? 'nothing' : made.join(', ')}.`;
};

/** What a rebuild did. */
export type RebuildMode = 'rebuilt' | 'compared' | 'repaired' | 'dry run';

/** What a rebuild found, for a person. */
export const print = (report: RebuildReport, mode: RebuildMode): string => {
  const { domain, rows: records, events, unprojected, horizon, differing, reported } = report;
  const lines = [
    `${domain}: ${counted(records, 'record')} from ${counted(events, 'event')}; the archive reaches back to ${horizon ?? 'nothing: it is empty'}.`,
  ];
  if (report.expiredBefore !== undefined)
    lines.push(`Its events expire: those from before ${report.expiredBefore} may be missing.`);
  if (unprojected.length > 0)
    lines.push(
      `${counted(unprojected.length, 'event')} could not be projected: ${shown(unprojected.slice(0, 10).join(', '))}${unprojected.length > 10 ? ', …' : ''}`,
    );
  if (mode === 'rebuilt') return lines.join('\n');
  lines.push(...reported.flatMap((record) => ['', ...recordLines(record)]));
  if (reported.length > 0) lines.push('');
  const all = differing + report.resting + report.restingBefore;
  if (all > reported.length && reported.length > 0)
    lines.push(`Only ${counted(reported.length, 'record')} shown: see --limit.`);
  const state = {
    compared: `${differing === 1 ? 'differs' : 'differ'} from the archive`,
    'dry run': 'would change',
    repaired: 'differed from the archive',
  }[mode];
  lines.push(
    differing === 0
      ? 'The table matches the archive.'
      : `${counted(differing, 'record')} ${state}.`,
  );
  if (report.resting > 0)
    lines.push(
      `Kept although an event behind is missing from the archive: ${counted(report.resting, 'record')}.`,
    );
  if (report.restingBefore > 0)
    lines.push(`Kept from before the archive begins: ${counted(report.restingBefore, 'record')}.`);
  if (mode === 'repaired') lines.push(repairLine(report));
  return lines.join('\n');
};
