/** Every order of a few things: n! of them. */
export const permutations = <T>(things: readonly T[]): readonly (readonly T[])[] =>
  things.length === 0
    ? [[]]
    : things.flatMap((first, index) =>
        permutations(things.toSpliced(index, 1)).map((rest) => [first, ...rest]),
      );
