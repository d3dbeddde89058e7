import { type Node, parseTree } from 'jsonc-parser';
import { createJoined } from '../../../../functions/shared/query/changes/joined.ts';
import {
  differenceOfFields,
  type FieldDifference,
  fieldsOf,
} from '../../../../functions/shared/query/difference.ts';
import type { JudgedEvent } from '../../../../functions/shared/query/timeline.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../../functions/shared/store/attributes.ts';
import { childrenOf } from '../../terminal/json.ts';

/** What an event changed in one record, compared with the events before it. */
export interface RecordChange {
  readonly pk: string;
  readonly sk: string;
  /** Attributes as JSON text, before and after. */
  readonly fields: readonly FieldDifference[];
}

const attributesOf = (record: DomainRecord | undefined): Readonly<Record<string, string>> =>
  record ? fieldsOf(toItem(record.attributes)) : {};

/**
 * What each of these events changed in the records of some objects, in the order of the events.
 * @param events in the order of their versions, so that each joins what those before it set.
 */
export const changesOf = (
  events: readonly JudgedEvent[],
  objects: ReadonlySet<string>,
): readonly (readonly RecordChange[])[] => {
  const joined = createJoined();
  return events.map(({ verdict }) =>
    verdict.records.flatMap((record) => {
      if (!objects.has(record.pk)) return [];
      const before = joined.get(record);
      joined.take(record);
      const fields = differenceOfFields(attributesOf(before), attributesOf(joined.get(record)));
      return fields.length === 0 ? [] : [{ pk: record.pk, sk: record.sk, fields }];
    }),
  );
};

/** The values in a JSON text by their paths, each as it is written there, digits of amounts too. */
const valuesIn = (field: string, json: string | undefined): Readonly<Record<string, string>> => {
  const tree = json === undefined ? undefined : parseTree(json);
  if (json === undefined || tree === undefined) return {};
  const enter = (path: string, node: Node): readonly [string, string][] => {
    const inner = [...childrenOf(node)];
    return inner.length === 0
      ? [[path, json.slice(node.offset, node.offset + node.length)]]
      : inner.flatMap(([name, child]) => enter(`${path}.${name}`, child));
  };
  return Object.fromEntries(enter(field, tree));
};

/** The changes inside an attribute: `merchant.city` of an object, `items.0` of a list. */
export const insideOf = ({ field, before, after }: FieldDifference): readonly FieldDifference[] =>
  differenceOfFields(valuesIn(field, before), valuesIn(field, after));

/** The fields in which two records differ, those inside an attribute by their paths. */
export const differencesOf = (
  before: DomainRecord | undefined,
  after: DomainRecord | undefined,
): readonly FieldDifference[] =>
  differenceOfFields(attributesOf(before), attributesOf(after)).flatMap(insideOf);

/** Attributes that a person is shown of one event; `--json` has all. */
const MAX_FIELDS = 6;

/** The object's own status first, then that of a part of it, then amounts, then the rest. */
const weightOf = ({ field }: FieldDifference): number => {
  if (/status|stage|attached|open/.test(field)) return field.includes('.') ? 1 : 0;
  return /amount|currency|total|captured|count/.test(field) ? 2 : 3;
};

const plain = (json: string): string => (/^"[^"\\]*"$/.test(json) ? json.slice(1, -1) : json);

const fieldText = ({ field, before, after }: FieldDifference): string => {
  if (before === undefined) return `${field} ${plain(after ?? '')}`;
  return `${field} ${plain(before)} → ${after === undefined ? 'none' : plain(after)}`;
};

/** `status RECEIVED → ACCEPTED, amount 10`; the sort key where it is not the object's own record. */
export const changesText = (changes: readonly RecordChange[], object: string): string => {
  const kind = object.split('#', 1)[0] ?? '';
  return changes
    .map(({ sk, pk, fields }) => {
      const known = fields.flatMap(insideOf).toSorted((a, b) => weightOf(a) - weightOf(b));
      const shown = known.slice(0, MAX_FIELDS).map(fieldText);
      const more = known.length - shown.length;
      const text = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
      return pk === object && sk === kind ? text : `${sk}: ${text}`;
    })
    .join('; ');
};
