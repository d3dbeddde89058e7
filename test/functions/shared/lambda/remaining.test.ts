import { batchTimeoutOf } from '../../../../functions/shared/lambda/remaining.ts';

it.each([
  [900_000, 895_000],
  [35_000, 30_000],
  [6_000, 4_800],
])('of %i ms a batch may take %i, so that its answer is in time', (remaining, milliseconds) => {
  expect(batchTimeoutOf(remaining)).toBe(milliseconds);
});
