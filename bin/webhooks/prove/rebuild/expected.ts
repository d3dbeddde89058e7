import {
  type DomainRecord,
  join,
  tiesOf,
} from '../../../../functions/shared/record/domain-record.ts';
import {
  type Carried,
  joinRegisters,
  layerOf,
} from '../../../../functions/shared/record/registers.ts';
import { momentOf } from '../../../../functions/shared/record/version.ts';
import { partsOf } from '../../../../functions/shared/record/version-parts.ts';
import type { Rebuilt } from './rebuilt.ts';

/** Which events behind a stored record the archive does not hold: erased, or older than it reaches. */
export interface Lost {
  /** The event that set the record. */
  readonly own: boolean;
  /** The earlier event that named what the record belongs to. */
  readonly link: boolean;
  /** What it keeps from earlier events that are missing. */
  readonly carried: readonly Carried[];
  /** Ids of events that it is tied with. */
  readonly ties: readonly string[];
}

export const nothingLost: Lost = { own: false, link: false, carried: [], ties: [] };

/** Which events behind a stored record are missing from the archive. */
export const lostOf = (live: DomainRecord, archive: Pick<Rebuilt, 'holds' | 'holdsId'>): Lost => ({
  own: !archive.holds(live.version),
  link:
    live.link?.to !== undefined &&
    live.link.version !== live.version &&
    !archive.holds(live.link.version),
  carried: live.carried.filter(({ version }) => !archive.holds(version)),
  ties: live.tiedWith.filter((id) => !archive.holdsId(id)),
});

export const isLost = ({ own, link, carried, ties }: Lost): boolean =>
  own || link || carried.length > 0 || ties.length > 0;

/** When the latest of the lost events happened, UTC text; undefined where none is lost. */
export const lostAt = (live: DomainRecord, lost: Lost): string | undefined => {
  if (lost.own || lost.ties.length > 0) return partsOf(live.version).when;
  const earlier = lost.carried.map(({ version }) => version);
  if (lost.link && live.link) earlier.push(live.link.version);
  return earlier
    .map((version) => partsOf(version).when)
    .sort()
    .at(-1);
};

/** A rebuilt record with what the stored one keeps from events that are missing. */
const withLost = (
  rebuilt: DomainRecord,
  live: DomainRecord,
  lost: readonly Carried[],
): DomainRecord => {
  let record = rebuilt;
  for (const carried of lost)
    record = { ...record, ...joinRegisters(record, { ...layerOf(live, carried), carried: [] }) };
  return record;
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
    ...withLost(rebuilt, live, lost.carried),
    link: keeps ? link : rebuilt.link,
    tiedWith: tiesOf(rebuilt, [...rebuilt.tiedWith, ...tied]),
  };
};
