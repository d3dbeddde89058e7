import { sample } from '../support/samples.ts';
import { yearOf } from './cost/kept.ts';
import { billOf, totalOf } from './cost/model.ts';
import { bytesOf, unitsOf } from './metered/item.ts';
import { simulateCrowd } from './scale/fair.ts';
import { simulate } from './scale/simulate.ts';

it("the size of an item is that of DynamoDB's manual: names, values and structure", () => {
  expect(bytesOf({ id: { S: 'é' } })).toBe(2 + 2);
  expect(bytesOf({ n: { N: '-12.50' } })).toBe(1 + 4);
  expect(bytesOf({ b: { B: Buffer.alloc(9).toString('base64') } })).toBe(1 + 9);
  expect(bytesOf({ l: { L: [{ BOOL: true }, { NULL: true }] } })).toBe(1 + 3 + 2 * 2);
  expect([1_024, 1_025].map(unitsOf)).toEqual([1, 2]);
});

it('a bill is the sum of its lines, and batches of one cost more', () => {
  const usage = {
    units: { archive: 2 },
    stored: { archive: { table: 1_000, indexes: 500 }, states: { table: 500, indexes: 0 } },
    messageBytes: sample('payments', 'refund.settled').length,
    logBytes: { ingress: 350, consumer: 30 },
  };
  const sizes = { accessLogBytes: 170, ingressMemory: 512, consumerMemory: 256 };
  const bill = billOf(usage, sizes, 10);
  expect(bill.find(({ what }) => what === 'DynamoDB, archive')?.dollars).toBeCloseTo(1.25);
  expect(totalOf(billOf(usage, sizes, 1))).toBeGreaterThan(totalOf(bill));
});

it('a year of the infrequent-access class costs more to write and less to keep', () => {
  const usage = {
    units: { archive: 2, 'by-time-1': 1, state: 1 },
    stored: { archive: { table: 1_000, indexes: 500 }, states: { table: 500, indexes: 0 } },
  };
  const dollars = (archiveClass: 'standard' | 'infrequent-access') => {
    const { events, beside } = yearOf(usage, archiveClass);
    return [...events, ...beside].map((line) => Number(line.dollars.toFixed(3)));
  };
  expect(dollars('standard')).toEqual([0, 3, 2.4, 1.5, 1.5, 1.2]);
  expect(dollars('infrequent-access')).toEqual([0.465, 1.2, 2.4, 0.6, 1.5, 1.2]);
});

it('a simulated burst loses nothing, and is the same for the same seed', () => {
  const scenario = {
    name: 'any',
    rate: 5_000,
    seconds: 10,
    throttle: { rate: 1_000, burst: 2_000 },
    ingressSeconds: 0.02,
    batchSeconds: 0.05,
    batchSize: 10,
    maxConcurrency: 20,
    archiveUnits: 2,
    indexes: [],
    seed: 7,
  };
  const run = simulate(scenario);
  expect(run).toMatchObject({ lost: 0, bend: "the API's throttle" });
  expect(run.throttled).toBeGreaterThan(0);
  expect(simulate(scenario)).toEqual(run);
});

it('an index with few keys holds a burst up that the table would take', () => {
  const scenario = {
    name: 'any',
    rate: 5_000,
    seconds: 10,
    throttle: { rate: 10_000, burst: 5_000 },
    ingressSeconds: 0.02,
    batchSeconds: 0.05,
    batchSize: 10,
    maxConcurrency: 100,
    archiveUnits: 2,
    warmedUnits: 40_000,
    seed: 7,
  };
  const through = (keys: number, share: number) =>
    simulate({ ...scenario, indexes: [{ name: 'by-time-1', keys, share }] });
  const narrow = through(2, 1);
  expect(narrow).toMatchObject({ lost: 0, bend: 'the index by-time-1' });
  expect(Math.max(...narrow.seconds.map(({ written }) => written))).toBe(2_000);
  const wide = simulate({ ...scenario, indexes: [] });
  expect(through(2, 0.1)).toEqual(wide);
  expect(through(1, 0)).toEqual(wide);
});

describe('a noisy account beside quiet ones', () => {
  const crowd = {
    noisyRate: 1_000,
    quietRate: 10,
    quietAccounts: 3,
    seconds: 10,
    consumers: 8,
    batchSize: 10,
    batchSeconds: 0.1,
  };

  it('delays them without message groups', () => {
    const { quiet, noisy } = simulateCrowd({ ...crowd, grouped: false });
    expect(quiet.p99).toBeGreaterThan(2);
    expect(quiet.p99).toBeCloseTo(noisy.p99, 0);
  });

  it('delays only itself where accounts are message groups', () => {
    const { quiet, noisy } = simulateCrowd({ ...crowd, grouped: true });
    expect(quiet.p99).toBeLessThan(3 * crowd.batchSeconds);
    expect(noisy.p99).toBeGreaterThan(2);
  });

  it('delays no account while consumers keep up', () => {
    const [alone, grouped] = [false, true].map((it) =>
      simulateCrowd({ ...crowd, noisyRate: 100, grouped: it }),
    );
    expect(grouped?.quiet.p99).toBeLessThanOrEqual(2 * crowd.batchSeconds);
    expect(grouped).toEqual(alone);
  });
});
