import { brief } from '../event/identifier.ts';
import type { Projection } from './projection.ts';
import {
  isCarriedAlike,
  joinRegisters,
  ownAttributes,
  precedes,
  type Registers,
} from './registers.ts';
import { isDated, momentOf, withoutStatus } from './version.ts';

/**
 * A record as it is stored in a state table: the registers of one fact, and why they are what they are.
 * Its version and revision are those of the event that set it, and of the projection that wrote it.
 */
export interface DomainRecord extends Registers {
  readonly pk: string;
  readonly sk: string;
  /** The latest event that states something of it. */
  readonly eventId: string;
  readonly eventName: string;
  readonly occurredAt: string | undefined;
  /** The account that it is about. */
  readonly accountId: string | undefined;
  /** The organisation that it is about. */
  readonly orgId: string | undefined;
  readonly link: Link | undefined;
  /**
   * Ids of other events of the same moment, which only rank, a sum or chance puts below this one:
   * those of the first {@link MOST_TIES} in alphabetical order.
   */
  readonly tiedWith: readonly string[];
  /** Every attribute that it can have, as far as that is known: of a projected record. */
  readonly fields?: readonly string[];
  /** The keys of indexes, by name: of a stored record; they follow from its attributes (index-keys.ts). */
  readonly indexKeys?: Readonly<Record<string, string>>;
}

/** What a record belongs to, with the version of the event that named it and its projection's revision. */
interface Link {
  readonly to: string | undefined;
  readonly at: string;
  readonly version: string;
  readonly revision: number;
}

/** An id as the key of an index can have it. */
const shortened = (id: string | undefined): string | undefined =>
  id === undefined ? undefined : brief(id);

/** The records that a projection sets, each key once. */
export const recordsOf = (
  projection: Projection,
  event: {
    readonly id: string;
    readonly name: string | undefined;
    readonly version: string;
    readonly occurredAt: string | undefined;
    readonly accountId: string | undefined;
    readonly orgId: string | undefined;
  },
  revision: number,
): readonly DomainRecord[] => {
  const records = projection.records.map(
    ({ pk, sk, related, about, besideStatus, bound, fields, attributes }): DomainRecord => {
      const version = besideStatus ? withoutStatus(event.version) : event.version;
      return {
        pk,
        sk,
        version,
        revision,
        eventId: event.id,
        eventName: event.name ?? '',
        occurredAt: event.occurredAt,
        accountId: shortened((about ?? event).accountId),
        orgId: shortened((about ?? event).orgId),
        link: related && {
          to: related.to,
          at: related.at ?? event.occurredAt ?? '-',
          version,
          revision,
        },
        tiedWith: [],
        attributes,
        carried: [],
        ...(bound && { bound }),
        ...(fields && { fields }),
      };
    },
  );
  // Stryker disable next-line ConditionalExpression,EqualityOperator: only a quicker way to the same.
  if (records.length < 2) return records;
  return [...new Map(records.map((record) => [`${record.pk} ${record.sk}`, record])).values()];
};

/**
 * The link that the latest event which named one named; replayed under a higher revision it
 * replaces its own. One that is no longer named stays until the record is rebuilt: to take it away
 * would depend on the order.
 */
const joinLinks = ({ link }: DomainRecord, { link: other }: DomainRecord): Link | undefined => {
  if (other?.to === undefined) return link;
  if (link?.to === undefined) return other;
  return precedes(other, link) ? link : other;
};

/** A record of one moment can have hundreds of events, and each tie rewrites it. */
export const MOST_TIES = 20;

/**
 * The first ids of a moment, but for the winner's own. All ids are cut to the first ones before the
 * winner's is taken away, so that the order of joining leaves no trace.
 */
export const tiesOf = (
  winner: Pick<DomainRecord, 'eventId'>,
  ids: Iterable<string>,
): readonly string[] =>
  [...new Set([winner.eventId, ...ids])]
    .sort()
    .slice(0, MOST_TIES)
    .filter((id) => id !== winner.eventId);

const joinTies = (winner: DomainRecord, loser: DomainRecord): readonly string[] =>
  momentOf(winner.version) === momentOf(loser.version)
    ? tiesOf(winner, [...winner.tiedWith, ...loser.tiedWith, loser.eventId])
    : winner.tiedWith;

/**
 * The join of two records of one key: commutative, associative and idempotent, so that any order and
 * any repetition of events end in the same record. The higher version wins, at equal versions the
 * higher revision; what it does not state, it keeps from the other one.
 */
export const join = (a: DomainRecord, b: DomainRecord): DomainRecord => {
  const [loser, winner] = precedes(a, b) ? [a, b] : [b, a];
  const { bound = loser.bound, fields = loser.fields, indexKeys: _indexKeys, ...rest } = winner;
  return {
    ...rest,
    ...(bound && { bound }),
    ...(fields && { fields }),
    ...joinRegisters(winner, loser),
    link: joinLinks(winner, loser),
    tiedWith: joinTies(winner, loser),
  };
};

/** Where the link is from, where one is named: a table keeps nothing of a link to nowhere. */
const linkedBy = ({ link }: DomainRecord): string | undefined =>
  link?.to === undefined ? undefined : `${link.version} ${link.revision}`;

/** Whether two records of one key are the same: what is not compared follows from what is. */
export const sameRecord = (a: DomainRecord, b: DomainRecord): boolean =>
  a.version === b.version &&
  a.revision === b.revision &&
  a.link?.to === b.link?.to &&
  linkedBy(a) === linkedBy(b) &&
  isCarriedAlike(a, b) &&
  a.tiedWith.join() === b.tiedWith.join();

/** Why a person should look twice at a record: neither a time nor a terminal state decided it. */
export const uncertaintyOf = (record: DomainRecord): string | undefined => {
  if (!isDated(record.version)) return 'undated';
  return record.tiedWith.length > 0 ? 'tied' : undefined;
};

/** Whether the record's link was taken over from another event's record. */
export const isLinkCarried = ({ link, version }: DomainRecord): boolean =>
  link?.to !== undefined && link.version !== version;

/** A record without the parts it took over from other events, and without index keys. */
export const ownPart = ({ indexKeys: _indexKeys, ...record }: DomainRecord): DomainRecord => ({
  ...record,
  attributes: ownAttributes(record),
  carried: [],
  link: isLinkCarried(record) ? undefined : record.link,
  tiedWith: [],
});
