import { committedFigures, type Figures } from './figures.ts';
import { measureFigures } from './measure-figures.ts';

/*
 * What is the same in every run of the benchmark is held here: within its bar, and as committed in
 * test/bench/figures.json. Whoever changes it on purpose says `npm run bench -- --update`.
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

it('the committed figures are within their bars', () => {
  const { bundleBytes, requests, logBytes, costPerMillion } = committed;
  const { ingress, ...consumers } = bundleBytes;
  expect(ingress).toBeLessThanOrEqual(232_000);
  for (const bytes of Object.values(consumers)) expect(bytes).toBeLessThanOrEqual(275_000);
  expect(requests.first).toBeLessThanOrEqual(2);
  expect(requests.again).toBeLessThanOrEqual(2);
  expect(logBytes.ingress).toBeLessThanOrEqual(400);
  expect(logBytes.consumer).toBeLessThanOrEqual(100);
  expect(costPerMillion.kilobyte).toBeLessThanOrEqual(5.25);
});

it('a bundle weighs within 2 % of what is committed', () => {
  expect(Object.keys(measured.bundleBytes)).toEqual(Object.keys(committed.bundleBytes));
  for (const [name, bytes] of Object.entries(measured.bundleBytes))
    expectCurrent(bytes, committed.bundleBytes[name] ?? 0, 0.02);
});

it('an event takes the requests that are committed', () => {
  expect(measured.requests).toEqual(committed.requests);
});

it('every event takes the write units that are committed', () => {
  expect(measured.writeUnits).toEqual(committed.writeUnits);
});

it('an event logs within 2 % of what is committed', () => {
  expectCurrent(measured.logBytes.ingress, committed.logBytes.ingress, 0.02);
  expectCurrent(measured.logBytes.consumer, committed.logBytes.consumer, 0.02);
});

it('a million events cost within 5 % of what is committed', () => {
  expectCurrent(measured.costPerMillion.kilobyte, committed.costPerMillion.kilobyte, 0.05);
  expectCurrent(measured.costPerMillion.samples, committed.costPerMillion.samples, 0.05);
});
