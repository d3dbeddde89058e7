import { prime } from '../../../../functions/shared/lambda/warm-up.ts';

it('waits for what a start asks for', async () => {
  let answered = false;
  await prime(
    Promise.resolve().then(() => {
      answered = true;
    }),
  );
  expect(answered).toBe(true);
});

it('does not fail a start that is not answered', async () => {
  await expect(prime(Promise.reject(new Error('no')))).resolves.toBeUndefined();
});

it('does not hold up a start for longer than two seconds', async () => {
  jest.useFakeTimers();
  try {
    const primed = prime(new Promise(() => undefined));
    await jest.advanceTimersByTimeAsync(1_999);
    expect(jest.getTimerCount()).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await expect(primed).resolves.toBeUndefined();
  } finally {
    jest.useRealTimers();
  }
});

it('leaves no timer behind', async () => {
  jest.useFakeTimers();
  try {
    await prime(Promise.resolve());
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});
