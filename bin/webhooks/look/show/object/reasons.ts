import {
  alteredFields,
  type FieldDifference,
} from '../../../../../functions/shared/query/difference.ts';
import { recordKey } from '../../../../../functions/shared/query/records.ts';
import type { JudgedEvent, Timeline } from '../../../../../functions/shared/query/timeline.ts';
import type { DomainRecord } from '../../../../../functions/shared/record/domain-record.ts';
import { eventOf } from '../../../../../functions/shared/record/version-parts.ts';
import { becauseOf, type DecidingPart, decidingPart, inWords } from '../../deciding.ts';
import { type EventHeadline, headlineFor } from '../../headline.ts';

/** An event of exactly the same time as the one that set a record, and why it did not set it. */
interface Tie {
  readonly id: string;
  readonly decidedBy: DecidingPart | null;
  readonly because: string;
}

/** What a record belongs to. */
interface Parent {
  /** Key of the object. */
  readonly to: string;
  readonly namedBy: 'the same event' | 'an earlier event';
  /** The event that named it; null when the archive does not hold it. */
  readonly event: EventHeadline | null;
}

/** Why a record is what it is. */
export interface Reasons {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  /** The id of the event that set it. */
  readonly eventId: string;
  /** That event; null when the archive does not hold it. */
  readonly event: EventHeadline | null;
  readonly version: string;
  /** The version in words. */
  readonly meaning: string;
  /** Revision of the projection that wrote the record. */
  readonly revision: number;
  /** Where it is not what that event sets: something else has changed it. */
  readonly altered: readonly FieldDifference[];
  readonly ties: readonly Tie[];
  readonly parent: Parent | null;
}

const notArchived = 'the archive does not hold it';

const tieOf = (record: DomainRecord, id: string, events: readonly JudgedEvent[]): Tie => {
  const records = events
    .filter(({ event }) => event.id === id)
    .flatMap(({ verdict }) =>
      verdict.records.filter((other) => recordKey(other) === recordKey(record)),
    );
  const [highest] = records
    .map(({ version }) => version)
    .sort()
    .reverse();
  if (highest === undefined) return { id, decidedBy: null, because: notArchived };
  return {
    id,
    decidedBy: decidingPart(record.version, highest),
    because: becauseOf(record.version, highest),
  };
};

/** Why a stored record is what it is, by the events of its object. */
export const recordReasons = (
  record: DomainRecord,
  { domain, events }: Pick<Timeline, 'domain' | 'events'>,
): Reasons => {
  const eventBehind = (version: string): EventHeadline | null => {
    const found = events.find(({ verdict }) => eventOf(verdict.version) === eventOf(version));
    return found ? headlineFor(found) : null;
  };
  const own = events
    .flatMap(({ verdict }) => verdict.records)
    .find((other) => recordKey(other) === recordKey(record) && other.version === record.version);
  const { pk, sk, version, revision, eventId, link } = record;
  return {
    ...{ domain: domain.name, pk, sk, eventId, event: eventBehind(version), version, revision },
    meaning: inWords(version),
    altered: own ? alteredFields(record, own) : [],
    ties: record.tiedWith.map((id) => tieOf(record, id, events)),
    parent:
      link?.to === undefined
        ? null
        : {
            to: link.to,
            namedBy: link.version === version ? 'the same event' : 'an earlier event',
            event: eventBehind(link.version),
          },
  };
};
