/**
 * Has a hook make something that tests then reach.
 * @returns what was made last. It throws an Error where no hook has run yet.
 */
export const madeBy = <Made>(hook: jest.Lifecycle, make: () => Promise<Made>): (() => Made) => {
  let made: { readonly value: Made } | undefined;
  hook(async () => {
    made = { value: await make() };
  });
  return () => {
    if (made === undefined) throw new Error('It is made when tests run: only they can ask for it.');
    return made.value;
  };
};
