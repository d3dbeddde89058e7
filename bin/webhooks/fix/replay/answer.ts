import { issueText } from '../../../../functions/shared/record/issue-text.ts';
import type { Applied } from '../../../../functions/shared/store/effect.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';

/** The possible results of a replay. */
export const answerKinds = ['applied', 'unchanged', 'quarantined', 'failed'] as const;

/** The result of replaying one event, and why. */
export interface ReplayAnswer {
  readonly eventId: string;
  readonly digest: string;
  readonly name: string | undefined;
  /** The domain that owns the event's name today. */
  readonly domain: string;
  readonly answer: (typeof answerKinds)[number];
  readonly because: string;
}

const records = (count: number): string => (count === 1 ? '1 record' : `${count} records`);

const unchangedBecause = ({ effects }: Applied): string => {
  if (effects.length === 0) return 'it sets no record';
  return effects.includes('superseded')
    ? 'later events supersede it'
    : 'its records are already current';
};

/** The result of a replay, from the archived outcome before and the effects now. */
export const answerOf = (
  before: Pick<ArchivedEvent, 'outcome'>,
  taken: Applied,
): Pick<ReplayAnswer, 'answer' | 'because'> => {
  const { outcome, stays, issues, effects } = taken;
  const why = issues.map(issueText).join('; ');
  if (outcome === 'quarantined')
    return stays
      ? { answer: 'unchanged', because: `applied before; today's schema refuses it: ${why}` }
      : { answer: 'quarantined', because: why };
  const settled = !stays && outcome !== before.outcome;
  const written = effects.filter((effect) => effect === 'written').length;
  const did = written > 0 ? `${records(written)} written` : unchangedBecause(taken);
  return {
    answer: settled || written > 0 ? 'applied' : 'unchanged',
    because: settled ? `${before.outcome} before, ${outcome} now; ${did}` : did,
  };
};
