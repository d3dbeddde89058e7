import type { Row } from '../../../functions/shared/store/row.ts';
import { becauseOf, decidingPart, inWords, type Part } from '../history/deciding.ts';
import type { JudgedEvent } from '../history/events.ts';
import { type EventHeadline, headlineOf } from '../history/headline.ts';
import { rowKey } from '../target/rows.ts';
import { eventOf } from '../version-parts.ts';

/** An event of exactly the same time as the one that set a row, and why it did not set it. */
interface Tie {
  readonly id: string;
  readonly decidedBy?: Part;
  readonly because: string;
}

/** Why a row is what it is. */
export interface Reasons {
  readonly pk: string;
  readonly sk: string;
  readonly version: string;
  /** The version in words. */
  readonly means: string;
  /** Revision of the projection that wrote the row. */
  readonly revision: number;
  /** The id of the event that set it. */
  readonly setBy: string;
  /** That event; undefined when the archive does not hold it. */
  readonly event?: EventHeadline;
  readonly ties: readonly Tie[];
  readonly link?: {
    readonly to: string;
    readonly namedBy: 'the same event' | 'an earlier event';
    readonly version: string;
    readonly event?: EventHeadline;
  };
}

const notArchived = 'the archive does not hold it';

const tieOf = (row: Row, id: string, events: readonly JudgedEvent[]): Tie => {
  const rows = events
    .filter(({ event }) => event.id === id)
    .flatMap(({ verdict }) => verdict.rows.filter((other) => rowKey(other) === rowKey(row)));
  const [highest] = rows
    .map(({ version }) => version)
    .sort()
    .reverse();
  if (highest === undefined) return { id, because: notArchived };
  return {
    id,
    decidedBy: decidingPart(row.version, highest),
    because: becauseOf(row.version, highest),
  };
};

/** Why a stored row is what it is, by the events of its object. */
export const reasonsOf = (row: Row, events: readonly JudgedEvent[]): Reasons => {
  const eventBehind = (version: string): EventHeadline | undefined => {
    const found = events.find(({ verdict }) => eventOf(verdict.version) === eventOf(version));
    return found && headlineOf(found);
  };
  const event = eventBehind(row.version);
  const { link } = row;
  const linkEvent = link && eventBehind(link.version);
  return {
    pk: row.pk,
    sk: row.sk,
    version: row.version,
    means: inWords(row.version),
    revision: row.revision,
    setBy: row.eventId,
    ...(event ? { event } : {}),
    ties: row.tiedWith.map((id) => tieOf(row, id, events)),
    ...(link?.to === undefined
      ? {}
      : {
          link: {
            to: link.to,
            namedBy: link.version === row.version ? 'the same event' : 'an earlier event',
            version: link.version,
            ...(linkEvent ? { event: linkEvent } : {}),
          },
        }),
  };
};
