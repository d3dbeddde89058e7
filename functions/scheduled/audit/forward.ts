import type { Domain } from '../../shared/domain.ts';
import { recordKey, recordsAt } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import type { ArchivedEvent } from '../../shared/store/store.ts';
import { missingEffect } from './effect.ts';
import type { Findings } from './findings.ts';
import type { Rechecks } from './rechecks.ts';

interface Expectation {
  readonly event: Pick<ArchivedEvent, 'id' | 'digest' | 'archivedAt'>;
  readonly record: DomainRecord;
}

/** Checks whether events have had their effect on a domain's table, the records of many in one request. */
export interface EffectCheck {
  /** Takes the records that an event sets. */
  expect(event: ArchivedEvent, records: readonly DomainRecord[]): Promise<void>;
  /** Checks what remains. */
  finish(): Promise<void>;
}

/** As many keys as one request can name. */
const BATCH = 100;

/**
 * @param onRead is given the records that were expected, and those that were read at their keys.
 */
export const createEffectCheck = (
  tables: Tables,
  domain: Domain,
  breaches: Findings,
  rechecks: Rechecks,
  onRead: (
    expected: readonly DomainRecord[],
    stored: ReadonlyMap<string, DomainRecord>,
  ) => Promise<void>,
): EffectCheck => {
  let pending: Expectation[] = [];

  const look = async (expectations: readonly Expectation[]) => {
    const keys = expectations.map(({ record }) => record);
    const stored = await recordsAt(tables.of(domain), keys);
    const missing = expectations.flatMap((expectation) => {
      const detail = missingEffect(expectation.record, stored.get(recordKey(expectation.record)));
      return detail === undefined ? [] : [{ ...expectation, detail }];
    });
    return { stored, missing };
  };

  const check = async (): Promise<void> => {
    const expectations = pending;
    pending = [];
    if (expectations.length === 0) return;
    const { stored, missing } = await look(expectations);
    const isInProgress = ({ event }: Expectation): boolean => rechecks.isRecent(event.archivedAt);
    const remaining = await rechecks.recheck(
      missing.filter(isInProgress),
      async (still) => (await look(still)).missing,
    );
    const found = [...missing.filter((one) => !isInProgress(one)), ...remaining];
    for (const { event, record, detail } of found)
      breaches.add({
        rule: 'effect',
        domain: domain.name,
        eventId: event.id,
        digest: event.digest,
        row: { pk: record.pk, sk: record.sk },
        detail,
      });
    await onRead(
      expectations.map(({ record }) => record),
      stored,
    );
  };

  return {
    expect: async ({ id, digest, archivedAt }, records) => {
      for (const record of records) pending.push({ event: { id, digest, archivedAt }, record });
      if (pending.length >= BATCH) await check();
    },
    finish: check,
  };
};
