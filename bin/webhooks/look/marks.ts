import { styleText } from 'node:util';
import { alteredFields, type FieldDifference } from '../../../functions/shared/query/difference.ts';
import { recordKey } from '../../../functions/shared/query/records.ts';
import { type DomainRecord, join } from '../../../functions/shared/record/domain-record.ts';
import type { Verdict } from '../../../functions/shared/record/judge.ts';
import { partsOf } from '../../../functions/shared/record/version-parts.ts';
import { fromExpected } from '../json/difference.ts';
import type { RecordStateJson } from '../json/record.ts';
import { commandLine, type PipelineOptions } from '../terminal/command-line.ts';
import { shown } from '../terminal/printable.ts';
import { becauseOf, type DecidingPart, decidingPart } from './deciding.ts';

/** An event with the verdict of today's code on it. */
interface Judged {
  readonly verdict: Verdict;
}

/** The current state of one record that an event set. */
export interface Mark {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  /** `current`: the record is that of the event. `waiting`: the event is not applied (yet). */
  readonly state: 'current' | 'superseded' | 'waiting';
  /** Where the stored record is not what the event sets, although it is currently that of the event. */
  readonly altered?: readonly FieldDifference[];
  readonly supersededBy?: { readonly id: string; readonly name: string };
  readonly decidedBy?: DecidingPart;
  /** {@link decidedBy} in words. */
  readonly because?: string;
}

const markOf = (domain: string, record: DomainRecord, current: DomainRecord | undefined): Mark => {
  const { pk, sk } = record;
  const key = { domain, pk, sk };
  if (current === undefined || current.version < record.version)
    return { ...key, state: 'waiting' };
  if (current.version === record.version) {
    const altered = alteredFields(current, record);
    return { ...key, state: 'current', ...(altered.length > 0 && { altered }) };
  }
  return {
    ...key,
    state: 'superseded',
    supersededBy: { id: current.eventId, name: current.eventName },
    decidedBy: decidingPart(current.version, record.version),
    because: becauseOf(current.version, record.version),
  };
};

/**
 * The state of the records that an event set, given the current records at their keys.
 * @param domain the name of the domain that has them.
 */
export const marksOf = (
  domain: string,
  { verdict }: Judged,
  current: ReadonlyMap<string, DomainRecord>,
): readonly Mark[] =>
  verdict.records.map((record) => markOf(domain, record, current.get(recordKey(record))));

/** The state of a record as JSON. */
export const markJson = ({ altered = [], ...mark }: Mark): RecordStateJson => ({
  domain: mark.domain,
  pk: mark.pk,
  sk: mark.sk,
  state: mark.state,
  altered: altered.map(fromExpected),
  supersededBy: mark.supersededBy ?? null,
  decidedBy: mark.decidedBy ?? null,
  because: mark.because ?? null,
});

/**
 * An object's records as they would be if nothing had happened after a time: the join of the events that
 * happened by then or, if undated, were sent by then.
 * @param at UTC text.
 */
export const asOf = (
  events: readonly Judged[],
  pk: string,
  at: string,
): readonly DomainRecord[] => {
  const records = new Map<string, DomainRecord>();
  for (const { verdict } of events)
    for (const record of verdict.records) {
      if (record.pk !== pk || partsOf(record.version).when > at) continue;
      const current = records.get(record.sk);
      records.set(record.sk, current ? join(current, record) : record);
    }
  return [...records.values()].sort((a, b) => (a.sk < b.sk ? -1 : 1));
};

/** `status is "CANCELLED" and its event states "SUCCEEDED"` */
export const alteredText = (altered: readonly FieldDifference[]): string =>
  altered
    .map(
      ({ field, before, after }) =>
        `${field} is ${after ?? 'missing'} and its event states ${before ?? 'none'}`,
    )
    .join('; ');

/** The command that shows what would repair an altered object. */
export const repairCommand = (domain: string, pk: string, pipeline: PipelineOptions): string =>
  commandLine('rebuild', {
    operands: [domain],
    options: ['--object', pk, '--repair', '--dry-run'],
    pipeline,
  });

/** The state of a record that an event set, in words. */
export const markText = ({ state, altered, supersededBy, because }: Mark): string => {
  if (altered) return styleText('red', shown(`current, but altered: ${alteredText(altered)}`));
  if (state === 'current') return styleText('green', 'current');
  if (state === 'waiting') return styleText('yellow', 'not applied yet');
  return shown(`superseded by ${supersededBy?.name} ${supersededBy?.id}: ${because}`);
};
