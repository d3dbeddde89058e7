import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { domains, unrouted } from '../../functions/domains.ts';
import { type ArchiveClass, yearOf } from './cost/kept.ts';
import { billOf, type CostLine, meanOf, type Sizes, totalOf } from './cost/model.ts';
import { bundleFunction } from './measure/bundle.ts';
import { allSamples, type Journey } from './metered/journey.ts';
import { oneKilobyte } from './metered/kilobyte.ts';
import { sizesOf } from './metered/sizes.ts';
import { type Measured, measure } from './metered/usage.ts';

const count = v.number();

/** Of the events in the archive, and of all that is kept with them. */
const year = v.object({ events: count, all: count });

const schema = v.object({
  /** Minified, by function. */
  bundleBytes: v.record(v.string(), count),
  /** The most DynamoDB requests of an event that sets one record. */
  requests: v.object({ first: count, again: count }),
  /** Bytes of log an event, the mean of all samples; a consumer's in batches of ten. */
  logBytes: v.object({ ingress: count, consumer: count }),
  /** US dollars for a million events in batches of ten. */
  costPerMillion: v.object({ kilobyte: count, samples: count }),
  /** The same to write events of 1 KB and keep them a year, by the table class of the archive. */
  costOfAYear: v.object({ standard: year, 'infrequent-access': year }),
  /** Write units of each sample's first delivery, and of another. */
  writeUnits: v.record(v.string(), v.tuple([count, count])),
});

/** What is the same in every run: asserted by a test, changed on purpose. */
export type Figures = v.InferOutput<typeof schema>;

const file = join(import.meta.dirname, 'figures.json');

/** The figures as committed. */
export const committedFigures = (): Figures =>
  v.parse(schema, JSON.parse(readFileSync(file, 'utf8')));

/** Commits to new ones. */
export const writeFigures = (figures: Figures): void => {
  const json = JSON.stringify(figures, undefined, 2);
  // A pair on one line, as the formatter has it.
  writeFileSync(file, `${json.replace(/\[\s+(\d+),\s+(\d+)\s+\]/g, '[$1, $2]')}\n`);
};

/** Every sample's usage, and that of an event of 1 KB. */
export interface Survey {
  readonly sizes: Sizes;
  readonly kilobyte: Measured;
  readonly samples: ReadonlyMap<string, Measured>;
}

/** Sends every sample through the pipeline. */
export const survey = async (journey: Journey): Promise<Survey> => {
  const samples = new Map<string, Measured>();
  for (const each of allSamples())
    samples.set(each.file.replace(/\.json$/, ''), await measure(journey, each));
  return {
    sizes: sizesOf(journey.templates),
    kilobyte: await measure(journey, oneKilobyte()),
    samples,
  };
};

const BATCH = 10;

const unitsIn = ({ units }: Measured): number =>
  Object.values(units).reduce((sum, each) => sum + each, 0);

const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** The figures of a survey, and of the bundles. @param folder for what is bundled. */
export const figuresOf = ({ samples, kilobyte, sizes }: Survey, folder: string): Figures => {
  const all = [...samples.values()];
  const mean = meanOf(all);
  const single = all.filter(({ records }) => records === 1);
  const dollars = (usage: Parameters<typeof billOf>[0]): number =>
    rounded(totalOf(billOf(usage, sizes, BATCH)), 3);
  const keptYear = (archiveClass: ArchiveClass) => {
    const { events, beside } = yearOf(kilobyte, archiveClass);
    const sum = (lines: readonly CostLine[]): number =>
      rounded(dollars(kilobyte) + totalOf(lines), 2);
    return { events: sum(events), all: sum([...events, ...beside]) };
  };
  const names = ['ingress', ...[...domains, unrouted].map(({ name }) => name)];
  return {
    bundleBytes: Object.fromEntries(
      names.map((name) => [name, bundleFunction(folder, name).bytes]),
    ),
    requests: {
      first: Math.max(...single.map(({ requests }) => requests.first)),
      again: Math.max(...single.map(({ requests }) => requests.again)),
    },
    logBytes: {
      ingress: rounded(mean.logBytes.ingress),
      consumer: rounded(mean.logBytes.consumer),
    },
    costPerMillion: { kilobyte: dollars(kilobyte), samples: dollars(mean) },
    costOfAYear: {
      standard: keptYear('standard'),
      'infrequent-access': keptYear('infrequent-access'),
    },
    writeUnits: Object.fromEntries(
      [...samples].map(([name, measured]) => [name, [unitsIn(measured), measured.unitsAgain]]),
    ),
  };
};
