import { billOf, meanOf, totalOf } from '../cost/model.ts';
import { figuresOf, type Survey, survey } from '../figures.ts';
import { startJourney } from '../metered/journey.ts';
import type { Findings, Row } from '../row.ts';

const BATCH = 10;

/** What a transaction costs more: each of its write units counts twice. */
const TRANSACTION = 2;

const rowsOf = (found: Survey, folder: string): readonly Row[] => {
  const { requests, logBytes, costPerMillion, costOfAYear } = figuresOf(found, folder);
  const naiveUsage = {
    ...found.kilobyte,
    units: Object.fromEntries(
      Object.entries(found.kilobyte.units).map(([what, units]) => [what, units * TRANSACTION]),
    ),
  };
  const naive = totalOf(billOf(naiveUsage, found.sizes, 1));
  const exact = { isTimed: false };
  return [
    {
      bar: 11,
      what: 'requests, first delivery',
      unit: 'requests',
      floor: 1,
      ours: requests.first,
      limit: 2,
      ...exact,
    },
    {
      bar: 11,
      what: 'requests, duplicate',
      unit: 'requests',
      floor: 1,
      ours: requests.again,
      limit: 2,
      ...exact,
    },
    {
      bar: 12,
      what: 'ingress log an event',
      unit: 'bytes',
      floor: 0,
      ours: logBytes.ingress,
      limit: 400,
      ...exact,
    },
    {
      bar: 12,
      what: 'consumer log an event, batches of 10',
      unit: 'bytes',
      floor: 0,
      ours: logBytes.consumer,
      limit: 100,
      ...exact,
    },
    {
      bar: 13,
      what: 'a million 1 KB events, batches of 10',
      unit: '$',
      floor: 2.74,
      ours: costPerMillion.kilobyte,
      naive,
      limit: 5.25,
      ...exact,
    },
    {
      bar: 18,
      what: 'to write and keep them a year, infrequent access (naive: standard)',
      unit: '$',
      ours: costOfAYear['infrequent-access'].events,
      naive: costOfAYear.standard.events,
      limit: 10,
      ...exact,
    },
  ];
};

/** Bars 11-13 and 18: what an event makes the pipeline ask, write, log and keep, and what that costs. */
export const requests = async (folder: string): Promise<Findings> => {
  const journey = await startJourney(folder);
  try {
    const found = await survey(journey);
    const mean = meanOf([...found.samples.values()]);
    return {
      rows: rowsOf(found, folder),
      notes: [
        {
          about: 'a million events, all samples alike',
          columns: ['$', 'batches of 10', 'one by one'],
          lines: [
            [
              'total',
              totalOf(billOf(mean, found.sizes, BATCH)),
              totalOf(billOf(mean, found.sizes, 1)),
            ],
          ],
        },
      ],
    };
  } finally {
    await journey.stop();
  }
};
