import { styleText } from 'node:util';
import { isoTime } from '../../../functions/shared/event/time.ts';
import { durationOf } from '../duration.ts';
import type { Range } from '../moment.ts';
import { outcomes } from '../outcomes.ts';
import { counted, table } from '../table.ts';
import { type Figures, lags } from './figures.ts';

const withHead = ([head = '', ...lines]: readonly string[]): readonly string[] => [
  styleText('bold', head),
  ...lines,
];

/** Columns of the outcomes that there were. */
const nameTable = ({ names }: Figures): readonly string[] => {
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

const lagTable = (figures: Figures): readonly string[] =>
  table([
    ['delivery lag', 'p50', 'p99', 'max'],
    ...lags.flatMap((lag) => {
      const figure = figures.lags[lag];
      return figure
        ? [[lag, ...[figure.p50, figure.p99, figure.max].map((value) => durationOf(value))]]
        : [];
    }),
  ]);

/** Figures of a time, for a person. */
export const print = (figures: Figures, { since, until }: Range): string =>
  [
    `${counted(figures.total, 'event')} archived from ${isoTime(since)} until ${isoTime(until)}`,
    ...(figures.total === 0
      ? []
      : ['', ...withHead(nameTable(figures)), '', ...withHead(lagTable(figures))]),
  ].join('\n');

/** The same for a machine. */
export const toJson = ({ total, names, lags }: Figures, { since, until }: Range): string =>
  JSON.stringify(
    {
      since: isoTime(since),
      until: isoTime(until),
      total,
      names,
      lags: Object.fromEntries(
        Object.entries(lags).map(([lag, figures]) => [lag, figures ?? null]),
      ),
    },
    undefined,
    2,
  );
