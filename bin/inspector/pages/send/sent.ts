/** What was sent by the inspector's form, and how it was answered. */
export interface SentSample {
  /** A sample's or a scenario's. */
  readonly name: string;
  /** Statuses of the answers. */
  readonly answers: readonly number[];
  /** Whether the archive already had the same event. */
  readonly again: boolean;
  /** Where to see the result. */
  readonly look: { readonly path: string; readonly text: string };
}

/** Remembers the last few, so that the page after a form can report it and a reload sends nothing. */
export interface SentLog {
  /** @returns the number to look it up by. */
  add(sent: SentSample): number;
  get(number: string | null): SentSample | undefined;
}

const REMEMBERED = 50;

export const createSentLog = (): SentLog => {
  const all = new Map<number, SentSample>();
  let count = 0;
  return {
    add: (sent) => {
      count += 1;
      all.set(count, sent);
      all.delete(count - REMEMBERED);
      return count;
    },
    get: (number) => all.get(Number(number)),
  };
};
