import {
  alteredFields,
  type FieldDifference,
} from '../../../../functions/shared/query/difference.ts';
import { recordKey } from '../../../../functions/shared/query/records.ts';
import type { JudgedEvent, Timeline } from '../../../../functions/shared/query/timeline.ts';
import type { DomainRecord } from '../../../../functions/shared/record/domain-record.ts';
import { eventOf } from '../../../../functions/shared/record/version-parts.ts';
import type { Target } from '../../pipeline/target.ts';
import { becauseOf, type DecidingPart, decidingPart, inWords } from '../deciding.ts';
import { timelinesOf } from './events.ts';
import { type EventHeadline, historyHeadline } from './headline.ts';

/** An event of exactly the same time as the one that set a record, and why it did not set it. */
interface Tie {
  readonly id: string;
  readonly decidedBy?: DecidingPart;
  readonly because: string;
}

/** Why a record is what it is. */
export interface Reasons {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  readonly version: string;
  /** The version in words. */
  readonly means: string;
  /** Revision of the projection that wrote the record. */
  readonly revision: number;
  /** The id of the event that set it. */
  readonly setBy: string;
  /** That event; undefined when the archive does not hold it. */
  readonly event?: EventHeadline;
  /** Where it is not what that event sets: something else has changed it. */
  readonly altered: readonly FieldDifference[];
  readonly ties: readonly Tie[];
  readonly link?: {
    readonly to: string;
    readonly namedBy: 'the same event' | 'an earlier event';
    readonly version: string;
    readonly event?: EventHeadline;
  };
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
  if (highest === undefined) return { id, because: notArchived };
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
  const eventBehind = (version: string): EventHeadline | undefined => {
    const found = events.find(({ verdict }) => eventOf(verdict.version) === eventOf(version));
    return found && historyHeadline(found);
  };
  const event = eventBehind(record.version);
  const own = events
    .flatMap(({ verdict }) => verdict.records)
    .find((other) => recordKey(other) === recordKey(record) && other.version === record.version);
  const { link } = record;
  const linkEvent = link && eventBehind(link.version);
  return {
    domain: domain.name,
    pk: record.pk,
    sk: record.sk,
    version: record.version,
    means: inWords(record.version),
    revision: record.revision,
    setBy: record.eventId,
    ...(event ? { event } : {}),
    altered: own ? alteredFields(record, own) : [],
    ties: record.tiedWith.map((id) => tieOf(record, id, events)),
    ...(link?.to === undefined
      ? {}
      : {
          link: {
            to: link.to,
            namedBy: link.version === record.version ? 'the same event' : 'an earlier event',
            version: link.version,
            ...(linkEvent ? { event: linkEvent } : {}),
          },
        }),
  };
};

/** Why each stored record of the named objects is what it is. */
export const why = async (target: Target, words: readonly string[]): Promise<readonly Reasons[]> =>
  (await timelinesOf(target, words)).flatMap((timeline) =>
    timeline.records.map((record) => recordReasons(record, timeline)),
  );
