import type { Row } from '../../../functions/shared/store/row.ts';
import type { ArchivedEvent } from '../../../functions/shared/store/store.ts';
import { rowKey, rowsAt } from '../target/rows.ts';
import type { Target } from '../target/target.ts';
import { missingEffect } from './effect.ts';
import type { Findings } from './findings.ts';
import type { Rechecks } from './rechecks.ts';

interface Expectation {
  readonly event: Pick<ArchivedEvent, 'id' | 'digest' | 'archivedAt'>;
  readonly row: Row;
}

/** Checks whether events have had their effect on a domain's table, the rows of many in one request. */
export interface EffectCheck {
  /** Takes the rows that an event sets. */
  expect(event: ArchivedEvent, rows: readonly Row[]): Promise<void>;
  /** Checks what remains. */
  finish(): Promise<void>;
}

/** As many keys as one request can name. */
const BATCH = 100;

/** @param onRead is given the rows that were expected, and those that were read at their keys. */
export const createEffectCheck = (
  target: Target,
  domain: string,
  breaches: Findings,
  rechecks: Rechecks,
  onRead: (expected: readonly Row[], stored: ReadonlyMap<string, Row>) => Promise<void>,
): EffectCheck => {
  let pending: Expectation[] = [];

  const look = async (expectations: readonly Expectation[]) => {
    const keys = expectations.map(({ row }) => row);
    const stored = await rowsAt(target, domain, keys);
    const missing = expectations.flatMap((expectation) => {
      const detail = missingEffect(expectation.row, stored.get(rowKey(expectation.row)));
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
    for (const { event, row, detail } of found)
      breaches.add({
        rule: 'effect',
        domain,
        eventId: event.id,
        digest: event.digest,
        row: { pk: row.pk, sk: row.sk },
        detail,
      });
    await onRead(
      expectations.map(({ row }) => row),
      stored,
    );
  };

  return {
    expect: async ({ id, digest, archivedAt }, rows) => {
      for (const row of rows) pending.push({ event: { id, digest, archivedAt }, row });
      if (pending.length >= BATCH) await check();
    },
    finish: check,
  };
};
