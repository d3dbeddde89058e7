/** What Lambda passes of an invocation, as far as it is used. */
export interface Remaining {
  getRemainingTimeInMillis(): number;
}

/** Part of an invocation's time that its batch may take, and what it needs at most to answer. */
const SHARE = 0.8;
const SLACK_MILLISECONDS = 5_000;

/** Milliseconds that a batch may take of those that Lambda gives it. */
export const batchTimeoutOf = (remaining: number): number =>
  Math.max(remaining * SHARE, remaining - SLACK_MILLISECONDS);
