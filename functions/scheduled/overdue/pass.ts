import type { DwellOf } from '../../dwells.ts';
import { kindOf } from '../../shared/event/identifier.ts';
import { isoTime } from '../../shared/event/time.ts';
import type { Log } from '../../shared/lambda/log.ts';
import type { Tables } from '../../shared/query/table.ts';
import { overdueRecords } from './overdue.ts';

interface PassDependencies {
  readonly tables: Tables;
  readonly rules: readonly DwellOf[];
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly now: () => number;
}

const HOUR_MILLISECONDS = 3_600_000;

/**
 * Reports the records that became overdue in the last full hour, a line for each kind and status: a pass that
 * is tried again in the same hour reports the same.
 */
export const pass = async ({ tables, rules, log, now }: PassDependencies): Promise<void> => {
  const until = Math.floor(now() / HOUR_MILLISECONDS) * HOUR_MILLISECONDS;
  const since = until - HOUR_MILLISECONDS;
  const counts = new Map<
    string,
    { domain: string; kind: string; status: string; records: number }
  >();
  for await (const { domain, record } of overdueRecords(tables, rules, { since, until })) {
    const kind = kindOf(record.pk);
    const status = String(record.attributes['status']);
    const group = `${kind} ${status}`;
    const { records = 0 } = counts.get(group) ?? {};
    counts.set(group, { domain: domain.name, kind, status, records: records + 1 });
  }
  for (const fields of counts.values()) log.warn('overdue', fields);
  log.info('pass', { since: isoTime(since), until: isoTime(until), kinds: counts.size });
};
