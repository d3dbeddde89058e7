import { loadRuntime } from '../../runtimes.ts';
import { isoTime } from '../../shared/event/time.ts';
import { openHorizon } from '../../shared/query/horizon.ts';
import type { Tables } from '../../shared/query/table.ts';
import type { Timeline } from '../../shared/query/timeline.ts';
import { createDomainAudit, type DomainFigures } from './domain-audit.ts';
import { createFindings, type Findings } from './findings.ts';
import { createRechecks, type Rechecks } from './rechecks.ts';

/** What an audit of one object found. */
export interface ObjectAudit {
  /** `<object>#<id>`. */
  readonly object: string;
  readonly figures: DomainFigures;
  /** Where events expire: those from before then (UTC) may be missing. */
  readonly horizon: string | undefined;
  readonly breaches: Findings;
  readonly notes: Findings;
}

/**
 * Proves the records of one object: every event about it has had its effect on them, and each of them is
 * explained by archived events.
 */
export const auditObject = async (
  tables: Tables,
  { domain, pk, events, records }: Timeline,
  {
    limit,
    rechecks = createRechecks(),
    now,
  }: { readonly limit: number; readonly rechecks?: Rechecks; readonly now?: () => number },
): Promise<ObjectAudit> => {
  const breaches = createFindings(limit);
  const notes = createFindings(limit);
  const horizon = await openHorizon(tables.events, { isWhole: false, ...(now && { now }) });
  const context = { tables, breaches, notes, rechecks, horizon, onProgress: () => {} };
  const audit = createDomainAudit(context, await loadRuntime(domain), false);
  await audit.survey(records);
  for (const { event } of events) {
    horizon.take(event);
    await audit.take(event);
  }
  await audit.finish();
  await audit.explain(() => records);
  return {
    object: pk,
    figures: audit.figures,
    horizon: horizon.since === undefined ? undefined : isoTime(horizon.since),
    breaches,
    notes,
  };
};
