import type { Attribute, Attributes } from '../event/interpret.ts';
import { type Row, uncertaintyOf } from './row.ts';

/** A row as one flat item: its own metadata in camelCase beside the object's snake_case fields. */
export const stateItem = (row: Row): Attributes => ({
  ...row.attributes,
  pk: row.pk,
  sk: row.sk,
  version: row.version,
  revision: { decimal: String(row.revision) },
  eventId: row.eventId,
  eventName: row.eventName,
  occurredAt: row.occurredAt,
  accountId: row.accountId,
  orgId: row.orgId,
  relatedTo: row.link?.to,
  relatedAt: row.link?.to === undefined ? undefined : row.link.at,
  relatedBy:
    row.link?.to === undefined || row.link.version === row.version ? undefined : row.link.version,
  tiedWith: row.tiedWith.length > 0 ? row.tiedWith : undefined,
  uncertain: uncertaintyOf(row),
});

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
    tiedWith,
    uncertain: _derived,
    ...attributes
  } = item;
  const to = text(relatedTo);
  return {
    pk: text(pk) ?? '',
    sk: text(sk) ?? '',
    version: text(version) ?? '',
    revision:
      typeof revision === 'object' && revision && 'decimal' in revision
        ? Number(revision.decimal)
        : 0,
    eventId: text(eventId) ?? '',
    eventName: text(eventName) ?? '',
    occurredAt: text(occurredAt),
    accountId: text(accountId),
    orgId: text(orgId),
    link:
      to === undefined
        ? undefined
        : { to, at: text(relatedAt) ?? '-', version: text(relatedBy) ?? text(version) ?? '' },
    tiedWith: texts(tiedWith),
    attributes,
  };
};
