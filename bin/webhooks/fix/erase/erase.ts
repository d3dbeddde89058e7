import { setTimeout } from 'node:timers/promises';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { domains, unrouted } from '../../../../functions/domains.ts';
import { ERASURES_MAX_AGE, readTombstones } from '../../../../functions/shared/erasure/erasures.ts';
import { tombstoneItem } from '../../../../functions/shared/erasure/tombstone.ts';
import { concurrently } from '../../../../functions/shared/query/concurrently.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import type { Target } from '../../pipeline/target.ts';
import { type Erasing, pass } from './erasing.ts';
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
  /** The subject and the objects that belong to it. */
  readonly objects: number;
}

/** A consumer may have begun its longest batch just before its list of erasures expired. */
const longestBatch = Math.max(...[...domains, unrouted].map(({ tuning }) => tuning.timeoutSeconds));
const SLACK_SECONDS = 10;

/** Seconds after which every consumer knows of an erasure. */
export const WAIT_SECONDS = ERASURES_MAX_AGE / 1_000 + longestBatch + SLACK_SECONDS;

const CONCURRENCY = 16;

/** Writes tombstones before anything is erased, so that no consumer brings it back. */
const noteErased = async (
  target: Target,
  subject: Subject,
  at: number,
  ids: readonly string[],
): Promise<void> => {
  const TableName = target.tables.events.name;
  const note = (id: string) => {
    const Item = tombstoneItem({ id, subject: subjectKey(subject), erasedAt: at });
    return target.dynamodb.send(new PutItemCommand({ TableName, Item }));
  };
  await concurrently(ids, CONCURRENCY, note);
};

/** The ids with tombstones of a subject: by an interrupted erasure or an earlier one. */
const notedIds = async (target: Target, subject: Subject): Promise<readonly string[]> => {
  const tombstones = await readTombstones(target.dynamodb, target.tables.events.name);
  return tombstones.filter((one) => one.subject === subjectKey(subject)).map(({ id }) => id);
};

/**
 * Erases the personal data in everything known of a subject until now. It writes tombstones first;
 * once every consumer knows of them, records and events are replaced by their redacted form. After an
 * interruption at any step, the next run erases the rest.
 */
export const erase = async (
  target: Target,
  subject: Subject,
  { dryRun, waitSeconds, now = Date.now, onProgress, signal }: EraseOptions,
): Promise<Erasure> => {
  const at = now();
  const noted = await notedIds(target, subject);
  const ids = new Map([subject.id, ...noted].map((id) => [id, at]));
  const erasing: Erasing = { at, ids };
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
  if (events === 0 && noted.length === 0) return result(false);
  if (dryRun) await redactAll();
  else
    for (let known = 0, more = signal?.aborted !== true; more; more = await redactAll()) {
      await noteErased(target, subject, at, [...ids.keys()].slice(known));
      known = ids.size;
      for (let seconds = waitSeconds; seconds > 0 && signal?.aborted !== true; seconds -= 1) {
        onProgress?.('seconds until every consumer knows', seconds);
        await setTimeout(1_000);
      }
      if (signal?.aborted) break;
    }
  return result(true);
};
