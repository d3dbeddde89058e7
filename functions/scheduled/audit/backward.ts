import type { Domain } from '../../shared/domain.ts';
import { differenceOf } from '../../shared/query/difference.ts';
import { type Horizon, isBeyond } from '../../shared/query/horizon.ts';
import { recordKey, recordsAt } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import { type DomainRecord, ownPart } from '../../shared/record/domain-record.ts';
import type { DomainRuntime } from '../../shared/record/family.ts';
import { partsOf } from '../../shared/record/version-parts.ts';
import { wrongIndexKeys } from '../../shared/store/index-keys.ts';
import { claimsOf, provenBy } from './claims.ts';
import type { Finding } from './findings.ts';
import { type Origins, originsOf } from './origins.ts';
import type { Rechecks } from './rechecks.ts';

/** Whether the archive explains a stored record: `expired` is beyond its horizon; texts name the flaws. */
export type RecordExplanation =
  | 'explained'
  | 'outdated'
  | 'expired'
  | 'deleted'
  | readonly string[];

/** What a record is explained with. */
export interface Explaining {
  readonly tables: Tables;
  readonly runtime: DomainRuntime;
  readonly horizon: Pick<Horizon, 'since'>;
  readonly rechecks: Rechecks;
}

const whenOf = (version: string): string => partsOf(version).when;

/** What a record holds that no event states, for a person, and when the event that would explain it was. */
const flawsOf = (record: DomainRecord, { own, others }: Origins, domain: Domain) => {
  if (own === undefined) return [{ flaw: 'its event sets no such record', when: undefined }];
  const proven = new Set([own, ...others].flatMap((projected) => provenBy(projected, record)));
  return claimsOf(record, domain)
    .filter(({ digest }) => !proven.has(digest))
    .map(({ of, eventId, version }) => {
      if (of === 'earlier event')
        return {
          flaw: 'no event explains what it keeps from an earlier one',
          when: version && whenOf(version),
        };
      if (of === 'link')
        return {
          flaw: 'no event explains what it is related to',
          when: record.link && whenOf(record.link.version),
        };
      if (of === 'tie')
        return {
          flaw: `no event of its moment is called ${eventId}`,
          when: whenOf(record.version),
        };
      if (of === 'index keys')
        return {
          flaw: `it has other index keys than follow from it: ${wrongIndexKeys(record, domain).join(', ')}`,
          when: undefined,
        };
      const fields = differenceOf(ownPart(record), ownPart(own)).map(({ field }) => field);
      return { flaw: `it differs from its event in ${fields.join(', ')}`, when: undefined };
    });
};

const explain = async (
  { tables, runtime, horizon }: Explaining,
  record: DomainRecord,
): Promise<RecordExplanation> => {
  const { revision } = runtime.domain;
  if (record.revision > revision)
    return [`projection ${record.revision} set it, and this code is of projection ${revision}`];
  const origins = await originsOf(tables, runtime, record);
  if (origins === undefined)
    return isBeyond(horizon, whenOf(record.version))
      ? 'expired'
      : ['the archive does not hold the event that set it'];
  if (record.revision < revision) return 'outdated';
  const flaws = flawsOf(record, origins, runtime.domain);
  if (flaws.length === 0) return 'explained';
  const wrong = flaws.filter(({ when }) => when === undefined || !isBeyond(horizon, when));
  return wrong.length === 0 ? 'expired' : wrong.map(({ flaw }) => flaw);
};

/** The finding that the archive does not explain a record. @param flaws what is wrong with it. */
export const unexplained = (
  { eventId, pk, sk }: DomainRecord,
  domain: Domain,
  flaws: readonly string[],
): Finding => ({
  rule: 'explanation',
  domain: domain.name,
  eventId,
  row: { pk, sk },
  detail: flaws.join('; '),
});

/**
 * Explains a stored record by the events that were read before; undefined where they do not.
 * @param isProven whether one of them has proved a claim, by its digest.
 */
export const explainProven = (
  record: DomainRecord,
  domain: Domain,
  isProven: (digest: string) => boolean,
): RecordExplanation | undefined => {
  if (!claimsOf(record, domain).every(({ digest }) => isProven(digest))) return undefined;
  return record.revision < domain.revision ? 'outdated' : 'explained';
};

/**
 * Explains a stored record by the archive's events. If they do not, it is read again after a while:
 * a repair may be in progress, and the index that finds a link's event lags behind.
 */
export const explainRecord = async (
  explaining: Explaining,
  record: DomainRecord,
): Promise<RecordExplanation> => {
  const { tables, runtime, rechecks } = explaining;
  const { domain } = runtime;
  let explanation = await explain(explaining, record);
  if (typeof explanation === 'string') return explanation;
  await rechecks.recheck([record], async () => {
    const now = (await recordsAt(tables.of(domain), [record])).get(recordKey(record));
    explanation = now ? await explain(explaining, now) : 'deleted';
    return typeof explanation === 'string' ? [] : [record];
  });
  return explanation;
};
