import type { Erased } from '../erasure/tombstone.ts';
import type { Rules } from './rules.ts';

/** What a consumer asks the control table. */
export interface Control {
  /** The current rules, at most a minute old. @throws what reading throws: without them no event is handled. */
  rules(): Promise<Rules>;
  /** Of these ids those that were erased. @throws what reading throws. */
  erasedAmong(ids: ReadonlySet<string>): Promise<Erased>;
}

/** Milliseconds that a consumer works with the rules that it read. What changes them waits for longer. */
export const RULES_MAX_AGE = 60_000;

/** Reads the rules when first asked, and again when they are too old; a failure is not kept. */
export const cachedRules = (read: () => Promise<Rules>, now: () => number): Control['rules'] => {
  let known: { readonly at: number; readonly rules: Promise<Rules> } | undefined;
  return () => {
    if (known === undefined || now() - known.at >= RULES_MAX_AGE) {
      const asked = { at: now(), rules: read() };
      known = asked;
      asked.rules.catch(() => {
        if (known === asked) known = undefined;
      });
    }
    return known.rules;
  };
};
