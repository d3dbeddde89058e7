import { isUtf8 } from 'node:buffer';
import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import type { FieldDifference } from '../../../../functions/shared/query/difference.ts';
import { recordKey } from '../../../../functions/shared/query/records.ts';
import type { JudgedEvent } from '../../../../functions/shared/query/timeline.ts';
import { judgeArchived } from '../../../../functions/shared/store/judge-archived.ts';
import { differencesOf } from '../../../webhooks/look/history/changes.ts';
import { eventKey } from '../../../webhooks/pipeline/names.ts';
import type { Target } from '../../../webhooks/pipeline/target.ts';
import { exitCodes, Failure } from '../../../webhooks/terminal/failure.ts';

/** The event of an id with the verdict of today's code. @throws Failure when it is not archived. */
export const judgedNamed = async ({ tables }: Target, id: string): Promise<JudgedEvent> => {
  const [event] = await archivedUnder(tables.events, eventKey(id));
  if (!event) throw new Failure(`The archive holds no event ${id}.`, exitCodes.notFound);
  const runtime = await loadRuntime(ownerOf(event.name ?? ''));
  return { event, verdict: judgeArchived(event, runtime) };
};

/** Fields of one kind of record in which two events differ. */
export interface Differences {
  /** The sort key of the records. */
  readonly sk: string;
  readonly fields: readonly FieldDifference[];
}

/** In which fields the records of two events differ: those of one key or, of two objects, of one kind. */
export const recordDifferences = (
  { verdict: before }: JudgedEvent,
  { verdict: after }: JudgedEvent,
): readonly Differences[] => {
  const isOneObject = before.object === after.object;
  const keyOf = isOneObject ? recordKey : ({ sk }: { readonly sk: string }) => sk;
  const olds = new Map(before.records.map((record) => [keyOf(record), record]));
  const news = new Map(after.records.map((record) => [keyOf(record), record]));
  return [...new Set([...olds.keys(), ...news.keys()])].flatMap((key) => {
    const [old, young] = [olds.get(key), news.get(key)];
    const fields = differencesOf(old, young);
    return fields.length === 0 ? [] : [{ sk: (young ?? old)?.sk ?? '', fields }];
  });
};

const textOf = (body: Uint8Array): string | undefined =>
  isUtf8(body) ? Buffer.from(body).toString('utf8') : undefined;

/** In which fields two bodies differ; undefined where they cannot be compared field by field. */
export const bodyDifferences = (
  { event: before }: JudgedEvent,
  { event: after }: JudgedEvent,
  inside: (difference: FieldDifference) => readonly FieldDifference[],
): readonly FieldDifference[] | undefined => {
  try {
    return inside({ field: 'body', before: textOf(before.body), after: textOf(after.body) });
  } catch (error) {
    // Nested deeper than the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};
