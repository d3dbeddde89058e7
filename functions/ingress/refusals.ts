/** Milliseconds in which one cause of refusal is logged once. */
const WINDOW = 10_000;

/**
 * Samples log lines by cause, so that a flood of forgeries costs a line in ten seconds.
 * @returns how many refusals of the cause the line stands for, or undefined when none is due.
 */
export const sampler = (now: () => number): ((cause: string) => number | undefined) => {
  const causes = new Map<string, { since: number; unlogged: number }>();
  return (cause) => {
    const sample = causes.get(cause);
    if (sample && now() - sample.since < WINDOW) {
      sample.unlogged += 1;
      return undefined;
    }
    causes.set(cause, { since: now(), unlogged: 0 });
    return (sample?.unlogged ?? 0) + 1;
  };
};
