import { type DomainRecord, uncertaintyOf } from '../record/domain-record.ts';
import type { Attribute, Attributes } from '../record/projection.ts';

const number = (value: number): Attribute => ({ decimal: String(value) });

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
    tiedWith: record.tiedWith.length > 0 ? record.tiedWith : undefined,
    uncertain: uncertaintyOf(record),
  };
};

const count = (value: Attribute): number | undefined =>
  typeof value === 'object' && value && 'decimal' in value ? Number(value.decimal) : undefined;

const text = (value: Attribute): string | undefined =>
  typeof value === 'string' ? value : undefined;

const texts = (value: Attribute): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** The names of a record's metadata: every other name is an attribute of its object. */
const metadata = new Set([
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
]);

/** The reverse of {@link stateItem}. */
export const recordOf = (item: Attributes): DomainRecord => {
  const { pk, sk, version, revision, eventId, eventName, occurredAt, accountId, orgId } = item;
  const { relatedTo, relatedAt, relatedBy, relatedRevision, tiedWith } = item;
  // Not by a rest pattern, which copies the whole item and takes several times as long.
  const attributes: Record<string, Attribute> = {};
  for (const name in item) if (!metadata.has(name)) attributes[name] = item[name];
  const to = text(relatedTo);
  return {
    pk: text(pk) ?? '',
    sk: text(sk) ?? '',
    version: text(version) ?? '',
    revision: count(revision) ?? 0,
    eventId: text(eventId) ?? '',
    eventName: text(eventName) ?? '',
    occurredAt: text(occurredAt),
    accountId: text(accountId),
    orgId: text(orgId),
    link:
      to === undefined
        ? undefined
        : {
            to,
            at: text(relatedAt) ?? '-',
            version: text(relatedBy) ?? text(version) ?? '',
            revision: count(relatedRevision) ?? count(revision) ?? 0,
          },
    tiedWith: texts(tiedWith),
    attributes,
  };
};
