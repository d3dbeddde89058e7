import {
  type DomainRecord,
  join,
  tiesOf,
} from '../../../../functions/shared/record/domain-record.ts';
import { momentOf } from '../../../../functions/shared/record/version.ts';
import { partsOf } from '../../../../functions/shared/record/version-parts.ts';
import type { Rebuilt } from './rebuilt.ts';

/** Which events behind a stored record the archive does not hold: erased, or older than it reaches. */
export interface Lost {
  /** The event that set the record. */
  readonly own: boolean;
  /** The earlier event that named what the record belongs to. */
  readonly link: boolean;
  /** Ids of events that it is tied with. */
  readonly ties: readonly string[];
}

export const nothingLost: Lost = { own: false, link: false, ties: [] };

/** Which events behind a stored record are missing from the archive. */
export const lostOf = (live: DomainRecord, archive: Pick<Rebuilt, 'holds' | 'holdsId'>): Lost => ({
  own: !archive.holds(live.version),
  link:
    live.link?.to !== undefined &&
    live.link.version !== live.version &&
    !archive.holds(live.link.version),
  ties: live.tiedWith.filter((id) => !archive.holdsId(id)),
});

export const isLost = ({ own, link, ties }: Lost): boolean => own || link || ties.length > 0;

/** When the latest of the lost events happened, UTC text; undefined where none is lost. */
export const lostAt = (live: DomainRecord, lost: Lost): string | undefined => {
  if (lost.own || lost.ties.length > 0) return partsOf(live.version).when;
  return lost.link && live.link ? partsOf(live.link.version).when : undefined;
};

/**
 * The expected record: rebuilt from the archive, with the stored values of what only lost events
 * explain. With everything archived this is the rebuilt record, with nothing archived the stored one.
 */
export const expectedRecord = (
  live: DomainRecord | undefined,
  rebuilt: DomainRecord | undefined,
  lost: Lost,
): DomainRecord | undefined => {
  if (live === undefined) return rebuilt;
  if (lost.own) return rebuilt ? join(live, rebuilt) : live;
  if (rebuilt === undefined) return undefined;
  const { link } = live;
  const keeps =
    lost.link &&
    link !== undefined &&
    (rebuilt.link?.to === undefined || link.version > rebuilt.link.version);
  const tied = momentOf(live.version) === momentOf(rebuilt.version) ? lost.ties : [];
  return {
    ...rebuilt,
    link: keeps ? link : rebuilt.link,
    tiedWith: tiesOf(rebuilt, [...rebuilt.tiedWith, ...tied]),
  };
};
