import { concurrently } from '../../shared/query/concurrently.ts';
import type { Horizon } from '../../shared/query/horizon.ts';
import { recordKey } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import type { DomainRuntime } from '../../shared/record/family.ts';
import type { ArchivedEvent } from '../../shared/store/store.ts';
import { explainProven, explainRecord, type RecordExplanation } from './backward.ts';
import { provenBy } from './claims.ts';
import { collectDigests, type DigestSet } from './digest-set.ts';
import type { Findings } from './findings.ts';
import { createEffectCheck } from './forward.ts';
import { judged } from './origins.ts';
import type { Rechecks } from './rechecks.ts';

/** What an audit counted about one domain. */
export interface DomainFigures {
  readonly domain: string;
  /** Archived events that it owns today, by name. */
  readonly events: number;
  /** Records that its applied events set, as often as they set them. */
  readonly effects: number;
  /** Events that were archived without effect and would have one today: to be replayed. */
  readonly replayable: number;
  /** Stored records; where only a time is audited, those that its events set, as often as they were read. */
  readonly rows: number;
  readonly explained: number;
  /** Records of an older projection than today's: to be replayed or rebuilt. */
  readonly older: number;
  /** Records of which an event lies beyond the archive's horizon: it has expired. */
  readonly beyond: number;
}

/** The audit of one domain's table against the archive. */
export interface DomainAudit {
  readonly figures: DomainFigures;
  /** Queues an archived event for the check of its effect. */
  take(event: ArchivedEvent): Promise<void>;
  /** Checks the remaining effects. */
  finish(): Promise<void>;
  /** Explains stored records, most of them from the events already taken, without a request. */
  explain(records: AsyncIterable<DomainRecord> | Iterable<DomainRecord>): Promise<void>;
}

/** What the parts of an audit share. */
export interface AuditContext {
  readonly tables: Tables;
  readonly breaches: Findings;
  readonly notes: Findings;
  readonly rechecks: Rechecks;
  readonly horizon: Pick<Horizon, 'since'>;
  /** Called for every event and record that was checked. */
  readonly onProgress: () => void;
}

/** Records explained concurrently, each by a request or two. */
const CONCURRENCY = 16;

/** @param explainsRead explains the records that were read for events, instead of all. */
export const createDomainAudit = (
  { tables, breaches, notes, rechecks, horizon, onProgress }: AuditContext,
  runtime: DomainRuntime,
  explainsRead: boolean,
): DomainAudit => {
  const domain = runtime.domain.name;
  const figures = {
    domain,
    events: 0,
    effects: 0,
    replayable: 0,
    rows: 0,
    explained: 0,
    older: 0,
    beyond: 0,
  };

  const proofs = collectDigests();
  let proven: DigestSet | undefined;
  const isProven = (digest: string): boolean => proven?.has(digest) ?? false;

  const count = (record: DomainRecord, explanation: RecordExplanation): void => {
    onProgress();
    if (explanation === 'deleted') return;
    figures.rows += 1;
    if (explanation === 'explained') figures.explained += 1;
    else if (explanation === 'outdated') figures.older += 1;
    else if (explanation === 'expired') figures.beyond += 1;
    else
      breaches.add({
        rule: 'explanation',
        domain,
        eventId: record.eventId,
        row: { pk: record.pk, sk: record.sk },
        detail: explanation.join('; '),
      });
  };
  /** Counts the records that are explained without a request, which are most of them, and yields the rest. */
  async function* unproven(records: AsyncIterable<DomainRecord> | Iterable<DomainRecord>) {
    for await (const record of records) {
      const explanation = explainProven(record, runtime.domain.revision, isProven);
      if (explanation === undefined) yield record;
      else count(record, explanation);
    }
  }
  const explaining = { tables, runtime, horizon, rechecks };
  const explain = (records: AsyncIterable<DomainRecord> | Iterable<DomainRecord>): Promise<void> =>
    concurrently(unproven(records), CONCURRENCY, async (record) =>
      count(record, await explainRecord(explaining, record)),
    );

  const prove = (projected: DomainRecord, stored: DomainRecord | undefined): void => {
    for (const digest of stored ? provenBy(projected, stored) : []) proofs.add(digest);
  };
  const effects = createEffectCheck(
    tables,
    runtime.domain,
    breaches,
    rechecks,
    explainsRead,
    async (expected, stored) => {
      if (explainsRead) await explain(stored.values());
      else for (const projected of expected) prove(projected, stored.get(recordKey(projected)));
    },
  );

  return {
    figures,
    take: async (event) => {
      figures.events += 1;
      onProgress();
      const { records } = judged(event, runtime);
      if (records.length === 0) return;
      const applied = event.outcome === 'accepted' || event.outcome === 'unrecognized';
      if (applied && event.domain === domain) {
        figures.effects += records.length;
        await effects.expect(event, records);
        return;
      }
      figures.replayable += 1;
      notes.add({
        rule: 'replay',
        domain,
        eventId: event.id,
        digest: event.digest,
        detail: `archived as ${event.outcome} and would be applied today: replay it`,
      });
    },
    finish: effects.finish,
    explain: (records) => {
      proven ??= proofs.toSet();
      return explain(records);
    },
  };
};
