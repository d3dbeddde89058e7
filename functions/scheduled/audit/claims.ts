import { sha256 } from '../../shared/event/identifier.ts';
import { type RecordKey, recordKey } from '../../shared/query/records.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import { momentOf } from '../../shared/record/version.ts';
import { eventOf } from '../../shared/record/version-parts.ts';
import { toItem } from '../../shared/store/attributes.ts';
import { stateItem } from '../../shared/store/state-item.ts';

/*
 * A stored record makes claims about events: that its own event states every field it did not take
 * over, that an earlier event names the link it took over, and that each event of a tie happened at
 * the same time. An archived event proves the claims that match the record it projects.
 */

/** A claim of a record, and the digest that identifies its proof. */
export interface Claim {
  readonly of: 'own event' | 'link' | 'tie';
  /** The event of a tie. */
  readonly eventId?: string;
  readonly digest: string;
}

const sorted = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** Whether the record's link was taken over from another event's record. */
export const isLinkCarried = ({ link, version }: DomainRecord): boolean =>
  link?.to !== undefined && link.version !== version;

/** A record without the parts it took over from other events. */
export const ownPart = (row: DomainRecord): DomainRecord => ({
  ...row,
  link: isLinkCarried(row) ? undefined : row.link,
  tiedWith: [],
});

const claim = (of: Claim['of'], row: RecordKey, ...stated: readonly unknown[]): Claim => ({
  of,
  digest: sha256(JSON.stringify([of, recordKey(row), ...stated], sorted)),
});

const ownClaim = (row: DomainRecord): Claim =>
  claim('own event', row, toItem(stateItem(ownPart(row))));

/** For a record that an older projection set: its content is no longer derivable, its event is known. */
const olderClaim = (row: DomainRecord): Claim => claim('own event', row, eventOf(row.version));

const linkClaim = ({ link, ...row }: DomainRecord): Claim =>
  claim('link', row, link && { to: link.to, at: link.at, version: link.version });

/** Of a link that an older projection named. */
const olderLinkClaim = ({ link, ...row }: DomainRecord): Claim => claim('link', row, link?.version);

const tieClaim = (row: DomainRecord, eventId: string): Claim => ({
  ...claim('tie', row, momentOf(row.version), eventId),
  eventId,
});

/** Everything that a stored record claims. @param revision today's projection of its domain. */
export const claimsOf = (row: DomainRecord, revision: number): readonly Claim[] =>
  row.revision < revision
    ? [olderClaim(row)]
    : [
        ownClaim(row),
        ...(isLinkCarried(row)
          ? [(row.link?.revision ?? 0) < revision ? olderLinkClaim(row) : linkClaim(row)]
          : []),
        ...row.tiedWith.map((eventId) => tieClaim(row, eventId)),
      ];

/** Digests of the claims of a stored record that an event proves. @param projected what it sets there. */
export const provenBy = (projected: DomainRecord, row: DomainRecord): readonly string[] => {
  const proven: Claim[] = [];
  if (eventOf(projected.version) === eventOf(row.version))
    proven.push(row.revision < projected.revision ? olderClaim(row) : ownClaim(projected));
  if (isLinkCarried(row) && row.link?.version === projected.version)
    proven.push(
      row.link.revision < projected.revision ? olderLinkClaim(row) : linkClaim(projected),
    );
  if (row.tiedWith.includes(projected.eventId)) proven.push(tieClaim(projected, projected.eventId));
  return proven.map(({ digest }) => digest);
};
