import { isDeepStrictEqual } from 'node:util';
import type { DomainRecord } from '../record/domain-record.ts';
import type { Verdict } from '../record/judge.ts';
import type { Issue } from '../record/projection.ts';
import type { Outcome } from '../record/read.ts';
import { type ArchivedEvent, type Effect, Refused, type Store } from './store.ts';

/** Records written at once: one event can name thousands of accounts. */
const PARALLEL_WRITES = 25;

/** The issue of an event of which the table will not take a record. */
export const notStorable: Issue = {
  path: '',
  expected: 'what a DynamoDB item can hold',
  received: 'an item that DynamoDB refuses',
};

/** What an event has done. */
export interface Applied {
  readonly outcome: Outcome;
  /** It was accepted before and stays so in the archive, even if the outcome would be another now. */
  readonly stays: boolean;
  /** Why it could not be projected, and one for each record that the table will never take. */
  readonly issues: readonly Issue[];
  /** What each record did that the table could take, in the order of the verdict. */
  readonly effects: readonly Effect[];
}

const applyAll = async (records: readonly DomainRecord[], store: Pick<Store, 'apply'>) => {
  const effects: Effect[] = [];
  const refused: Issue[] = [];
  const apply = async (record: DomainRecord): Promise<Effect | undefined> => {
    try {
      return await store.apply(record);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push(notStorable);
      return undefined;
    }
  };
  for (let start = 0; start < records.length; start += PARALLEL_WRITES) {
    const done = await Promise.all(records.slice(start, start + PARALLEL_WRITES).map(apply));
    effects.push(...done.filter((effect) => effect !== undefined));
  }
  return { effects, refused };
};

/**
 * Gives an archived event its effect: its records first, then, where that changed, what became of it,
 * so that a crash between the two heals when the event comes again. What was accepted once stays
 * so, though a later schema may not know its form: its records stay.
 * @param event the event's place in the archive, and its outcome there.
 */
export const applyVerdict = async (
  verdict: Verdict,
  event: Pick<ArchivedEvent, 'digest' | 'domain' | 'outcome' | 'issues' | 'erasedAt' | 'expiresAt'>,
  store: Pick<Store, 'apply' | 'settle'>,
): Promise<Applied> => {
  const { effects, refused } = await applyAll(verdict.records, store);
  const outcome = refused.length > 0 ? 'quarantined' : verdict.outcome;
  const issues = [...verdict.issues, ...refused];
  const stays = event.outcome === 'accepted' && refused.length === 0;
  const { digest, domain, erasedAt, expiresAt } = event;
  const kept = { digest, domain, erasedAt, expiresAt };
  if (!stays && (outcome !== event.outcome || !isDeepStrictEqual(issues, event.issues)))
    await store.settle({ ...verdict, ...kept, outcome, issues }, event.outcome);
  return { outcome, stays, issues, effects };
};
