import { loadInterface } from '../../../functions/runtimes.ts';
import type { ObjectName } from '../../../functions/shared/change/change.ts';
import { descriptionOf } from '../../../functions/shared/interface/attribute.ts';
import type { RecordDefinition } from '../../../functions/shared/interface/definition.ts';
import { nearNames } from '../terminal/near.ts';
import { shown } from '../terminal/printable.ts';

/* The words of records, to check those of a command line: loaded only where one is given. */

/** A question with the words that are like one that does not exist; empty where there are none. */
export const didYouMean = (word: string, words: readonly string[]): string => {
  const near = nearNames(word, words);
  return near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
};

const definitionsOf = async (
  objects: readonly ObjectName[],
): Promise<readonly RecordDefinition[]> => {
  const domains = Object.values(await loadInterface());
  return objects.flatMap((name) => domains.flatMap((definitions) => definitions[name] ?? []));
};

/** The attributes that a kind of record can have. */
export const attributesOfKind = async (object: ObjectName): Promise<readonly string[]> =>
  (await definitionsOf([object])).flatMap(({ schema }) => Object.keys(schema.entries));

const statusesOf = ({ schema }: RecordDefinition): readonly string[] => {
  const status = schema.entries['status'];
  const attribute = status && 'wrapped' in status ? status.wrapped : status;
  return (attribute && descriptionOf(attribute).words) ?? [];
};

/**
 * A sentence about the first of some statuses that no such record is known to have, with similar ones;
 * empty where all are known. Airwallex may send others, so this is a hint and no proof.
 */
export const unknownStatusText = async (
  statuses: readonly string[],
  objects: readonly ObjectName[],
): Promise<string> => {
  if (statuses.length === 0) return '';
  const known = new Set((await definitionsOf(objects)).flatMap(statusesOf));
  const unknown = statuses.find((status) => !known.has(status));
  if (unknown === undefined) return '';
  const words = [...known];
  const near = didYouMean(unknown, words) || didYouMean(unknown.toUpperCase(), words);
  return `No known status of ${objects.length === 1 ? objects[0] : 'these records'} is "${shown(unknown)}".${near}`;
};
