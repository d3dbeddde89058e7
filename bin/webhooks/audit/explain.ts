import { isDeepStrictEqual } from 'node:util';
import type { Row } from '../../../functions/shared/store/row.ts';
import { differenceOf } from '../difference.ts';

/** What the archive's events say of a row's key, by today's projection. */
export interface Origins {
  /** The row that its own event sets there. */
  readonly own: Row | undefined;
  /** The row that the event of the carried link's version sets there. */
  readonly linking: Row | undefined;
  /** Which of the events that it is tied with set the same row at the same moment. */
  readonly tied: ReadonlySet<string>;
}

/** A row without what it takes over from other events. */
const alone = (row: Row): Row => ({ ...row, link: undefined, tiedWith: [] });

/** A link is that of the row's own event, or where this names none, an earlier event's. */
const isLinkExplained = (row: Row, { own, linking }: Origins): boolean => {
  if (row.link === undefined) return own?.link?.to === undefined;
  const carried = own?.link?.to === undefined && row.link.version < row.version;
  return isDeepStrictEqual(row.link, (carried ? linking : own)?.link);
};

/** Everything about a stored row that its events do not explain; nothing when they do. */
export const flawsOf = (row: Row, origins: Origins): readonly string[] => {
  const { own, tied } = origins;
  if (own === undefined) return ['its event sets no such row'];
  const flaws: string[] = [];
  const different = differenceOf(alone(row), alone(own)).map(({ field }) => field);
  if (different.length > 0) flaws.push(`it is not what its event says in ${different.join(', ')}`);
  if (!isLinkExplained(row, origins)) flaws.push('no event explains what it is related to');
  const strangers = row.tiedWith.filter((id) => !tied.has(id));
  if (strangers.length > 0)
    flaws.push(`the archive has no event of its moment called ${strangers.join(', ')}`);
  return flaws;
};
