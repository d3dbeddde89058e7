import { committedFigures, type Figures } from './figures.ts';
import { measureFigures } from './measure-figures.ts';

/*
 * Figures that are the same in every run of the benchmark: each is within its limit, and as committed in
 * test/bench/figures.json. After an intended change run `npm run bench -- --update`.
 */

const committed = committedFigures();
let measured: Figures;
beforeAll(async () => {
  measured = await measureFigures();
}, 300_000);

const within = (value: number, share: number): { least: number; most: number } => ({
  least: value * (1 - share),
  most: value * (1 + share),
});

/** Expects a figure to be what is committed, give or take this share. */
const expectCurrent = (value: number, before: number, share: number): void => {
  const { least, most } = within(before, share);
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
};

it('the committed figures are within their limits', () => {
  const { bundleBytes, requests, logBytes, costPerMillion, costOfAYear } = committed;
  const { ingress, ...consumers } = bundleBytes;
  expect(ingress).toBeLessThanOrEqual(232_000);
  for (const bytes of Object.values(consumers)) expect(bytes).toBeLessThanOrEqual(275_000);
  expect(requests.first).toBeLessThanOrEqual(2);
  expect(requests.again).toBeLessThanOrEqual(2);
  expect(logBytes.ingress).toBeLessThanOrEqual(400);
  expect(logBytes.consumer).toBeLessThanOrEqual(100);
  expect(costPerMillion.kilobyte).toBeLessThanOrEqual(5.25);
  expect(costOfAYear['infrequent-access'].events).toBeLessThanOrEqual(10);
});

it('each bundle is within 2 % of its committed size', () => {
  expect(Object.keys(measured.bundleBytes)).toEqual(Object.keys(committed.bundleBytes));
  for (const [name, bytes] of Object.entries(measured.bundleBytes))
    expectCurrent(bytes, committed.bundleBytes[name] ?? 0, 0.02);
});

it('an event takes the committed number of requests', () => {
  expect(measured.requests).toEqual(committed.requests);
});

it('each event takes its committed write units', () => {
  expect(measured.writeUnits).toEqual(committed.writeUnits);
});

it('the log lines of an event are within 2 % of their committed size', () => {
  expectCurrent(measured.logBytes.ingress, committed.logBytes.ingress, 0.02);
  expectCurrent(measured.logBytes.consumer, committed.logBytes.consumer, 0.02);
});

it('the cost of a million events is within 5 % of the committed one', () => {
  expectCurrent(measured.costPerMillion.kilobyte, committed.costPerMillion.kilobyte, 0.05);
  expectCurrent(measured.costPerMillion.samples, committed.costPerMillion.samples, 0.05);
  for (const archiveClass of ['standard', 'infrequent-access'] as const)
    for (const what of ['events', 'all'] as const)
      expectCurrent(
        measured.costOfAYear[archiveClass][what],
        committed.costOfAYear[archiveClass][what],
        0.05,
      );
});
