import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import type { Target } from '../../pipeline/target.ts';
import { untilKnown } from '../until-known.ts';
import { addTo, type Erasing, pass } from './erasing.ts';
import { notedEver, notedFor, noteErased } from './noted.ts';
import { applyRedaction, type BodyPart, redactionOf, removeParts } from './redaction.ts';
import { type Subject, subjectKey } from './subject.ts';
import { createErasureCounter, type ErasureTally } from './tally.ts';

/** How an erasure runs. */
export interface EraseOptions {
  /** Writes nothing: the figures are those that an erasure would have. */
  readonly dryRun: boolean;
  /** Seconds until every consumer knows of the erasure. */
  readonly waitSeconds: number;
  readonly now?: () => number;
  /** Called with what is in progress and its current count. */
  readonly onProgress?: (doing: string, count: number) => void;
  /** Once aborted, nothing further is begun. */
  readonly signal?: AbortSignal;
}

/** The result of an erasure. */
export interface Erasure extends ErasureTally {
  /** Whether anything is known, or was before it was erased. */
  readonly found: boolean;
  /** Epoch milliseconds: what happens from then on is new, and kept. */
  readonly at: number;
  /** The subject and the objects that belong to it; of all subjects where it erases again. */
  readonly objects: number;
}

/** What an erasure begins with. */
const beginning = async (
  target: Target,
  subject: Subject | 'again',
  at: number,
): Promise<{ readonly erasing: Erasing; readonly isNoted: boolean }> => {
  const erasing: Erasing = { ids: new Map(), subjects: new Map() };
  const noted =
    subject === 'again' ? await notedEver(target) : await notedFor(target, subjectKey(subject));
  for (const tombstone of noted)
    addTo(erasing, subject === 'again' ? tombstone : { ...tombstone, erasedAt: at });
  if (subject !== 'again')
    addTo(erasing, { id: subject.id, subject: subjectKey(subject), erasedAt: at });
  return { erasing, isNoted: noted.length > 0 };
};

/**
 * Erases the personal data in everything known of a subject until now, or again everything that ever was
 * erased, as after a restore. It writes tombstones first; once every consumer knows of them, records and
 * events are replaced by their redacted form. After an interruption at any step, the next run erases the
 * rest.
 */
export const erase = async (
  target: Target,
  subject: Subject | 'again',
  { dryRun, waitSeconds, now = Date.now, onProgress, signal }: EraseOptions,
): Promise<Erasure> => {
  const at = now();
  const { erasing, isNoted } = await beginning(target, subject, at);
  const { ids, subjects } = erasing;
  const counter = createErasureCounter(at);

  const go = async (
    doing: string,
    work: (event: ArchivedEvent) => Promise<void>,
    onPart?: (part: BodyPart) => void,
  ): Promise<boolean> => {
    let read = 0;
    const hasGrown = await pass(target, erasing, work, {
      signal,
      onRead: () => onProgress?.(doing, ++read),
      onPart: ({ id, digest }) => {
        const isPart = id?.S !== undefined && digest?.S !== undefined;
        if (isPart && !digest.S.includes('#erased#')) onPart?.({ id: id.S, digest: digest.S });
      },
    });
    return hasGrown && signal?.aborted !== true;
  };

  const found = async (): Promise<number> => {
    for (;;) {
      let events = 0;
      const hasGrown = await go('events searched', async () => {
        events += 1;
      });
      if (!hasGrown) return events;
    }
  };

  const redactAll = async (): Promise<boolean> => {
    const parts: BodyPart[] = [];
    counter.nextPass();
    const hasGrown = await go(
      dryRun ? 'events checked' : 'events checked and erased',
      async (event) => {
        const redaction = await redactionOf(target, event, at);
        counter.add(redaction, dryRun ? undefined : await applyRedaction(target, redaction));
      },
      (part) => parts.push(part),
    );
    if (!dryRun) await removeParts(target, parts);
    return hasGrown;
  };

  const result = (isFound: boolean): Erasure => ({
    ...{ found: isFound, at, objects: ids.size },
    ...counter.tally(),
  });
  const events = await found();
  if (events === 0 && !isNoted) return result(false);
  if (dryRun) await redactAll();
  else
    for (let known = 0, more = signal?.aborted !== true; more; more = await redactAll()) {
      await noteErased(
        target,
        [...ids]
          .slice(known)
          .map(([id, erasedAt]) => ({ id, subject: subjects.get(id) ?? '', erasedAt })),
      );
      known = ids.size;
      await untilKnown({ waitSeconds, onProgress, signal });
      if (signal?.aborted) break;
    }
  return result(true);
};
