import { happenedAt, isErased, mentionsIn } from '../erasure/tombstone.ts';
import type { Verdict } from '../record/judge.ts';
import type { Control } from './control.ts';
import type { Rules } from './rules.ts';

/** What can be the id of a subject or of an object: short, without spaces, and no address. */
const idLike = /^[!-?A-~]{1,256}$/;

/** The texts of a body, and the account, by which it may have been erased. */
const idsOf = (json: unknown, { accountId }: Pick<Verdict, 'accountId'>): ReadonlySet<string> => {
  const ids = new Set<string>();
  for (const text of mentionsIn(json)) if (idLike.test(text)) ids.add(text);
  if (accountId !== undefined && idLike.test(accountId)) ids.add(accountId);
  return ids;
};

/**
 * Whether an event is among what was erased. What happened after the latest erasure cannot be, and costs
 * no request: which is nearly every event. Of another one the ids that it mentions are looked up.
 */
export const wasErased = async (
  json: unknown,
  event: Pick<Verdict, 'occurredAt' | 'accountId'>,
  { erasedAt }: Pick<Rules, 'erasedAt'>,
  control: Pick<Control, 'erasedAmong'>,
): Promise<boolean> => {
  if (erasedAt === undefined || happenedAt(event) > erasedAt) return false;
  return isErased(json, event, await control.erasedAmong(idsOf(json, event)));
};
