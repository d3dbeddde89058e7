import type { Attribute, Attributes } from '../event/interpret.ts';
import { type Row, uncertaintyOf } from './row.ts';

const number = (value: number): Attribute => ({ decimal: String(value) });

/** A row as one flat item: its own metadata in camelCase beside the object's snake_case fields. */
export const stateItem = (row: Row): Attributes => {
  const link = row.link?.to === undefined ? undefined : row.link;
  const earlier = link?.version === row.version ? undefined : link;
  return {
    ...row.attributes,
    pk: row.pk,
    sk: row.sk,
    version: row.version,
    revision: number(row.revision),
    eventId: row.eventId,
    eventName: row.eventName,
    occurredAt: row.occurredAt,
    accountId: row.accountId,
    orgId: row.orgId,
    relatedTo: link?.to,
    relatedAt: link?.at,
    relatedBy: earlier?.version,
    relatedRevision: earlier && number(earlier.revision),
    tiedWith: row.tiedWith.length > 0 ? row.tiedWith : undefined,
    uncertain: uncertaintyOf(row),
  };
};

const count = (value: Attribute): number | undefined =>
  typeof value === 'object' && value && 'decimal' in value ? Number(value.decimal) : undefined;

const text = (value: Attribute): string | undefined =>
  typeof value === 'string' ? value : undefined;

const texts = (value: Attribute): readonly string[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];

/** The reverse of {@link stateItem}. */
export const rowOf = (item: Attributes): Row => {
  const {
    pk,
    sk,
    version,
    revision,
    eventId,
    eventName,
    occurredAt,
    accountId,
    orgId,
    relatedTo,
    relatedAt,
    relatedBy,
    relatedRevision,
    tiedWith,
    uncertain: _derived,
    ...attributes
  } = item;
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
