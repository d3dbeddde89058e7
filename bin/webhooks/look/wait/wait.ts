import { setTimeout as pause } from 'node:timers/promises';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { attributesOf } from '../../../../functions/shared/change/values.ts';
import { type Item, itemsAt } from '../../../../functions/shared/query/items.ts';
import { partsOf } from '../../../../functions/shared/record/version-parts.ts';
import { transientError } from '../../pipeline/follow/transient-error.ts';
import type { Target } from '../../pipeline/target.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { blockedBy, type Condition, holds } from './condition.ts';
import type { Subject } from './subject.ts';

/** How a wait has ended. */
export const results = ['reached', 'unreachable', 'timeout'] as const;

/** How a wait has ended, and the record as it was read last. */
export interface Waited {
  readonly result: (typeof results)[number];
  readonly waitedMs: number;
  /** Undefined where there is none yet. */
  readonly found: FoundRecord | undefined;
  /** The terminal status for which it can no longer be reached. */
  readonly status?: string;
}

/** A record that was found. */
interface FoundRecord {
  readonly subject: Subject;
  readonly item: Item;
}

/** How long is waited, and by which clock. */
interface Waiting {
  readonly timeoutMs: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}

/** Milliseconds between two looks: doubled each time. */
const BETWEEN = { first: 200, last: 2_000 };

const textKey = (key: Readonly<Record<string, AttributeValue>>): string =>
  `${key['pk']?.S}\n${key['sk']?.S}`;

/** Those of some records that there are, read consistently. */
const recordsOf = async (
  { tables }: Target,
  subjects: readonly Subject[],
): Promise<readonly FoundRecord[]> => {
  const found: FoundRecord[] = [];
  for (const domain of new Set(subjects.map((one) => one.domain))) {
    const own = subjects.filter((one) => one.domain === domain);
    const keys = own.map(({ key }) => ({ pk: { S: key.pk }, sk: { S: key.sk } }));
    for await (const item of itemsAt(tables.of(domain), keys))
      for (const subject of own)
        if (textKey(item) === `${subject.key.pk}\n${subject.key.sk}`) found.push({ subject, item });
  }
  return found;
};

/** The only one of some records that there is. @throws Failure where there are several. */
const onlyRecord = async (
  target: Target,
  subjects: readonly Subject[],
): Promise<FoundRecord | undefined> => {
  const [first, ...others] = await recordsOf(target, subjects);
  if (others.length === 0) return first;
  const keys = [first, ...others].flatMap((one) => (one ? [one.subject.key.pk] : []));
  throw new Failure(
    `This is the id of several objects. Choose one of ${keys.join(', ')}.`,
    exitCodes.usage,
  );
};

/** What a record is, compared with what is waited for. */
const resultOf = (
  { subject: { object }, item }: FoundRecord,
  conditions: readonly Condition[],
): Pick<Waited, 'status'> & { readonly result: Waited['result'] | undefined } => {
  const values = attributesOf(item);
  if (conditions.every((condition) => holds(values, condition))) return { result: 'reached' };
  const { terminal } = partsOf(item['version']?.S ?? '');
  for (const condition of conditions) {
    const status = blockedBy({ object, values, terminal }, condition);
    if (status !== undefined) return { result: 'unreachable', status };
  }
  return { result: undefined };
};

/** What a look has found, or the error for which it found nothing but may find it the next time. */
interface Look {
  readonly found?: FoundRecord | undefined;
  readonly broken?: unknown;
}

const look = async (target: Target, subjects: readonly Subject[]): Promise<Look> => {
  try {
    return { found: await onlyRecord(target, subjects) };
  } catch (error) {
    if (transientError(error) === undefined) throw error;
    return { broken: error };
  }
};

/**
 * Waits until a record has what is waited for: it looks first, so that nothing that happened before is
 * missed, and reads consistently.
 * @param subjects the records that can be meant: the only one of them that is found is the one.
 * @returns undefined where it was stopped.
 * @throws the error of the last look, where the pipeline could not be reached at the end.
 */
export const waitFor = async (
  target: Target,
  subjects: readonly Subject[],
  conditions: readonly Condition[],
  { timeoutMs, signal, now }: Waiting,
): Promise<Waited | undefined> => {
  const started = now();
  let among = subjects;
  for (
    let between = BETWEEN.first;
    !signal.aborted;
    between = Math.min(2 * between, BETWEEN.last)
  ) {
    const { found, broken } = await look(target, among);
    const waitedMs = Math.max(0, now() - started);
    const { result, ...why } = found ? resultOf(found, conditions) : {};
    if (result) return { result, waitedMs, found, ...why };
    if (waitedMs >= timeoutMs) {
      if (broken !== undefined) throw broken;
      return { result: 'timeout', waitedMs, found };
    }
    if (found) among = [found.subject];
    await pause(Math.min(between, timeoutMs - waitedMs), undefined, { signal }).catch(() => {});
  }
  return undefined;
};
