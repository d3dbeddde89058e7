import { styleText } from 'node:util';
import { isoTime, type Range } from '../../../../functions/shared/event/time.ts';
import {
  causesText,
  type Refusals,
  totalOf,
} from '../../../../functions/shared/query/logs/refusals.ts';
import { outcomes } from '../../../../functions/shared/record/outcomes.ts';
import { nearFamily } from '../../pipeline/names.ts';
import { durationOf } from '../../terminal/duration.ts';
import { shown } from '../../terminal/printable.ts';
import { counted, number, table } from '../../terminal/table.ts';
import { lags, type StatsFigures } from './figures.ts';

const withBoldHeader = ([header = '', ...lines]: readonly string[]): readonly string[] => [
  styleText('bold', header),
  ...lines,
];

/** Only the columns of outcomes that occurred. */
const nameTable = ({ names }: StatsFigures): readonly string[] => {
  const shown = outcomes.filter((outcome) => names.some((one) => one.outcomes[outcome] > 0));
  return table([
    ['event', ...shown, 'total'],
    ...names.map(({ name, outcomes, total }) => [
      name ?? '(without a name)',
      ...shown.map((outcome) => outcomes[outcome]),
      total,
    ]),
  ]);
};

const lagTable = (figures: StatsFigures): readonly string[] =>
  table([
    ['delivery lag', 'p50', 'p99', 'max'],
    ...lags.flatMap((lag) => {
      const figure = figures.lags[lag];
      return figure
        ? [[lag, ...[figure.p50, figure.p99, figure.max].map((value) => durationOf(value))]]
        : [];
    }),
  ]);

/** The report on a period. */
export interface Stats {
  readonly figures: StatsFigures;
  /** Undefined where the ingress has no log. */
  readonly refusals: Refusals | undefined;
  readonly range: Range;
}

const refusalsLine = ({ refusals, range }: Stats): string => {
  if (!refusals) return 'refused: unknown, because the ingress has no log';
  const { causes, since } = refusals;
  const total = totalOf(causes);
  const what = total === 0 ? 'refused 0' : `refused ${number(total)}: ${causesText(causes)}`;
  return since > range.since ? `${what} (since the log begins, ${isoTime(since)})` : what;
};

/** Unrouted events that may belong to a domain here: nothing else reports them. */
const nearFamilies = ({ names }: StatsFigures): readonly string[] =>
  names.flatMap(({ name, outcomes: { unrouted } }) => {
    if (unrouted === 0 || name === null) return [];
    const word = nearFamily(name);
    if (word === undefined) return [];
    return [
      '',
      `${counted(unrouted, 'event')} named ${shown(name)} set no record: no domain has such events, although the name begins like those of "${word}". If Airwallex documents it, add its family to the domain (functions/<domain>/domain.ts), deploy it, and replay these events.`,
    ];
  });

/** The figures of a period, for a person. */
export const print = (stats: Stats): string => {
  const { figures, range } = stats;
  return [
    `${counted(figures.total, 'event')} archived from ${isoTime(range.since)} until ${isoTime(range.until)}`,
    refusalsLine(stats),
    ...(figures.total === 0
      ? []
      : [
          '',
          ...withBoldHeader(nameTable(figures)),
          '',
          ...withBoldHeader(lagTable(figures)),
          ...nearFamilies(figures),
        ]),
  ].join('\n');
};
