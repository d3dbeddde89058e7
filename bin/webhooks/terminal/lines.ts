/** Text that arrives in chunks, as lines. */
export interface Lines {
  /** Takes the next chunk. @returns the lines that it completes. */
  add(chunk: string): readonly string[];
  /** The last line, which nothing has ended yet. */
  readonly rest: string;
}

/**
 * Splits log text at `\n` alone: Node's readline also splits at U+2028 and U+2029, which a JSON text may
 * contain as they are.
 */
export const createLines = (): Lines => {
  let rest = '';
  return {
    add(chunk) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      return lines;
    },
    get rest() {
      return rest;
    },
  };
};
