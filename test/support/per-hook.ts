/**
 * Creates a value in a hook, for tests to use.
 * @param end is called with the value by the hook that matches `begin`.
 * @returns the current value; it throws an Error before the hook has run.
 */
export const madeBy = <Made>(
  begin: jest.Lifecycle,
  make: () => Promise<Made>,
  end?: (made: Made) => unknown,
): (() => Made) => {
  let made: { readonly value: Made } | undefined;
  begin(async () => {
    made = { value: await make() };
  });
  const finish = begin === beforeEach ? afterEach : afterAll;
  finish(async () => {
    if (made !== undefined) await end?.(made.value);
  });
  return () => {
    if (made === undefined)
      throw new Error('The value is created by a hook: use it in tests alone.');
    return made.value;
  };
};
