/**
 * Has a hook make something that tests then reach.
 * @param end is called with it by the hook that ends what this one begins.
 * @returns what was made last. It throws an Error where no hook has run yet.
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
    if (made === undefined) throw new Error('It is made when tests run: only they can ask for it.');
    return made.value;
  };
};
