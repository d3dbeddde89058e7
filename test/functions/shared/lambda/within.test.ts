import { setTimeout as pause } from 'node:timers/promises';
import { within } from '../../../../functions/shared/lambda/within.ts';

const never = () => new Promise<string>(() => {});

it('gives the result of work that is done in time', async () => {
  expect(await within(1_000, pause(1, 'done'), () => 'late')).toBe('done');
});

it('gives another result, or an error, for work that takes longer', async () => {
  expect(await within(5, never(), () => 'late')).toBe('late');
  const fail = (): string => {
    throw new RangeError('late');
  };
  await expect(within(5, never(), fail)).rejects.toThrow(RangeError);
});

it('throws the error of the work', async () => {
  await expect(within(1_000, Promise.reject(new TypeError()), () => 1)).rejects.toThrow(TypeError);
});
