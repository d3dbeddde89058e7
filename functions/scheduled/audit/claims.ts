import type { Domain, IndexRules } from '../../shared/domain.ts';
import { sha256 } from '../../shared/event/identifier.ts';
import { type RecordKey, recordKey } from '../../shared/query/records.ts';
import { type DomainRecord, isLinkCarried, ownPart } from '../../shared/record/domain-record.ts';
import type { Carried } from '../../shared/record/registers.ts';
import { momentOf } from '../../shared/record/version.ts';
import { eventOf } from '../../shared/record/version-parts.ts';
import { textOf } from '../../shared/store/attributes.ts';
import { wrongIndexKeys } from '../../shared/store/index-keys.ts';
import { stateItem } from '../../shared/store/state-item.ts';

/*
 * A stored record makes claims about events: that its own event states every field it did not take
 * over, that earlier events state the link and the attributes it took over, and that each event of a tie
 * happened at the same time. An archived event proves the claims that match the record it projects.
 */

/** A claim of a record, and the digest that identifies its proof. */
export interface Claim {
  readonly of: 'own event' | 'link' | 'earlier event' | 'tie' | 'index keys';
  /** The version of the event, of an earlier one. */
  readonly version?: string;
  /** The event of a tie. */
  readonly eventId?: string;
  readonly digest: string;
}

const claim = (
  of: Claim['of'],
  record: RecordKey,
  ...stated: readonly (string | undefined)[]
): Claim => ({
  of,
  digest: sha256(JSON.stringify([of, recordKey(record), ...stated])),
});

const ownClaim = (record: DomainRecord): Claim =>
  claim('own event', record, textOf(stateItem(ownPart(record))));

/** For a record that an older projection set: its content is no longer derivable, its event is known. */
const olderClaim = (record: DomainRecord): Claim =>
  claim('own event', record, eventOf(record.version));

const linkClaim = ({ link, ...record }: DomainRecord): Claim =>
  claim('link', record, link?.to, link?.at, link?.version);

/** Of a link that an older projection named. */
const olderLinkClaim = ({ link, ...record }: DomainRecord): Claim =>
  claim('link', record, link?.version);

/** What a record keeps from an earlier event. */
const carriedClaim = (record: DomainRecord, { names, version }: Carried): Claim => {
  const kept = names.map((name) => [name, record.attributes[name] ?? null]);
  return {
    ...claim('earlier event', record, version, textOf(Object.fromEntries(kept)), names.join()),
    version,
  };
};

/** The same of an event that an older projection read. */
const olderCarriedClaim = (record: DomainRecord, { version }: Carried): Claim => ({
  ...claim('earlier event', record, version),
  version,
});

const tieClaim = (record: DomainRecord, eventId: string): Claim => ({
  ...claim('tie', record, momentOf(record.version), eventId),
  eventId,
});

/** That it has other index keys than follow from its attributes, which no event proves. */
const indexKeysClaim = (record: DomainRecord): Claim => claim('index keys', record);

/** Everything that a stored record claims. @param domain as its projection is today. */
export const claimsOf = (
  record: DomainRecord,
  { revision, ...rules }: Pick<Domain, 'revision'> & IndexRules,
): readonly Claim[] =>
  record.revision < revision
    ? [olderClaim(record)]
    : [
        ownClaim(record),
        ...(isLinkCarried(record)
          ? [(record.link?.revision ?? 0) < revision ? olderLinkClaim(record) : linkClaim(record)]
          : []),
        ...record.carried.map((carried) =>
          carried.revision < revision
            ? olderCarriedClaim(record, carried)
            : carriedClaim(record, carried),
        ),
        ...record.tiedWith.map((eventId) => tieClaim(record, eventId)),
        ...(wrongIndexKeys(record, rules).length > 0 ? [indexKeysClaim(record)] : []),
      ];

/** The digest of the claim of a record that is exactly what an event sets. @param projected what it sets. */
export const ownDigest = (projected: DomainRecord): string => ownClaim(projected).digest;

/** Digests of the claims of a stored record that an event proves. @param projected what it sets there. */
export const provenBy = (projected: DomainRecord, record: DomainRecord): readonly string[] => {
  const proven: Claim[] = [];
  if (eventOf(projected.version) === eventOf(record.version))
    proven.push(record.revision < projected.revision ? olderClaim(record) : ownClaim(projected));
  if (isLinkCarried(record) && record.link?.version === projected.version)
    proven.push(
      record.link.revision < projected.revision ? olderLinkClaim(record) : linkClaim(projected),
    );
  for (const carried of record.carried)
    if (carried.version === projected.version)
      proven.push(
        carried.revision < projected.revision
          ? olderCarriedClaim(record, carried)
          : carriedClaim(projected, carried),
      );
  if (record.tiedWith.includes(projected.eventId))
    proven.push(tieClaim(projected, projected.eventId));
  return proven.map(({ digest }) => digest);
};
