import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type DomainRecord, uncertaintyOf } from '../record/domain-record.ts';
import type { Attribute, Attributes } from '../record/projection.ts';
import type { Carried } from '../record/registers.ts';
import { fromValue } from './attributes.ts';
import { indexKeyNames, indexKeysIn } from './index-keys.ts';

type Item = Record<string, AttributeValue>;

const number = (value: number): Attribute => ({ decimal: String(value) });

/** The attributes of which a record's own event states that they have no value. */
const emptiedIn = ({ attributes, carried }: DomainRecord): readonly string[] => {
  const emptied: string[] = [];
  for (const name in attributes)
    if (attributes[name] === null && !carried.some(({ names }) => names.includes(name)))
      emptied.push(name);
  return emptied.sort();
};

const unlessEmpty = <T>(list: readonly T[]): readonly T[] | undefined =>
  list.length > 0 ? list : undefined;

/** A record as one flat item: its own metadata in camelCase beside the object's snake_case fields. */
export const stateItem = (record: DomainRecord): Attributes => {
  const link = record.link?.to === undefined ? undefined : record.link;
  const earlier = link?.version === record.version ? undefined : link;
  return {
    ...record.attributes,
    pk: record.pk,
    sk: record.sk,
    version: record.version,
    revision: number(record.revision),
    eventId: record.eventId,
    eventName: record.eventName,
    occurredAt: record.occurredAt,
    accountId: record.accountId,
    orgId: record.orgId,
    relatedTo: link?.to,
    relatedAt: link?.at,
    relatedBy: earlier?.version,
    relatedRevision: earlier && number(earlier.revision),
    emptied: unlessEmpty(emptiedIn(record)),
    carried: unlessEmpty(
      record.carried.map(({ revision, ...earlier }) => ({
        ...earlier,
        revision: number(revision),
      })),
    ),
    tiedWith: unlessEmpty(record.tiedWith),
    uncertain: uncertaintyOf(record),
    ...record.indexKeys,
  };
};

/** The names of a record's metadata: every other name is an attribute of its object. */
export const recordMetadata: ReadonlySet<string> = new Set([
  ...[
    'pk',
    'sk',
    'version',
    'revision',
    'eventId',
    'eventName',
    'occurredAt',
    'accountId',
    'orgId',
  ],
  ...['relatedTo', 'relatedAt', 'relatedBy', 'relatedRevision', 'tiedWith', 'uncertain'],
  ...['emptied', 'carried'],
  ...indexKeyNames,
]);

const textsIn = (value: AttributeValue | undefined): readonly string[] =>
  (value?.L ?? []).flatMap(({ S }) => S ?? []);

const carriedIn = (value: AttributeValue | undefined): readonly Carried[] =>
  (value?.L ?? []).map(({ M: earlier = {} }) => ({
    version: earlier['version']?.S ?? '',
    revision: Number(earlier['revision']?.N ?? 0),
    names: textsIn(earlier['names']),
  }));

/** The record that an item holds: the reverse of {@link stateItem}, as DynamoDB has it. */
export const recordOf = (item: Item): DomainRecord => {
  const text = (name: string): string | undefined => item[name]?.S;
  const count = (name: string): number | undefined =>
    item[name]?.N === undefined ? undefined : Number(item[name].N);
  const attributes: Record<string, Attribute> = {};
  for (const name in item) {
    const value = item[name];
    if (value && !recordMetadata.has(name)) attributes[name] = fromValue(value);
  }
  const carried = carriedIn(item['carried']);
  for (const name of [...textsIn(item['emptied']), ...carried.flatMap(({ names }) => names)])
    attributes[name] ??= null;
  const version = text('version') ?? '';
  const revision = count('revision') ?? 0;
  const to = text('relatedTo');
  return {
    pk: text('pk') ?? '',
    sk: text('sk') ?? '',
    version,
    revision,
    eventId: text('eventId') ?? '',
    eventName: text('eventName') ?? '',
    occurredAt: text('occurredAt'),
    accountId: text('accountId'),
    orgId: text('orgId'),
    link:
      to === undefined
        ? undefined
        : {
            to,
            at: text('relatedAt') ?? '-',
            version: text('relatedBy') ?? version,
            revision: count('relatedRevision') ?? revision,
          },
    tiedWith: textsIn(item['tiedWith']),
    attributes,
    carried,
    ...indexKeysIn(item),
  };
};
