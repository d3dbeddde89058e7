import type { DomainRuntime } from '../record/family.ts';
import { judge, type Verdict } from '../record/judge.ts';
import type { ArchivedEvent } from './store.ts';

/** The verdict of today's code on an archived event. A void one sets no records. */
export const judgeArchived = (event: ArchivedEvent, runtime: DomainRuntime): Verdict => {
  const verdict = judge({ body: event.body, receipt: event }, runtime);
  return event.outcome === 'void' ? { ...verdict, outcome: 'void', records: [] } : verdict;
};
