import { concurrently } from '../../shared/query/concurrently.ts';
import type { Horizon } from '../../shared/query/horizon.ts';
import { recordKey } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import type { DomainRecord } from '../../shared/record/domain-record.ts';
import type { DomainRuntime } from '../../shared/record/family.ts';
import { judgeArchived } from '../../shared/store/judge-archived.ts';
import type { ArchivedEvent } from '../../shared/store/store.ts';
import { explainProven, explainRecord, type RecordExplanation, unexplained } from './backward.ts';
import { claimsOf, ownDigest, provenBy } from './claims.ts';
import { collectDigests, type DigestSet } from './digest-set.ts';
import type { Findings } from './findings.ts';
import { createEffectCheck } from './forward.ts';
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
  /**
   * Takes the stored records before the events: an event that one of them is exactly of has had its effect,
   * and needs no request.
   */
  survey(records: StoredRecords): Promise<void>;
  /** Queues an archived event for the check of its effect. */
  take(event: ArchivedEvent): Promise<void>;
  /** Checks the remaining effects. */
  finish(): Promise<void>;
  /**
   * Explains the surveyed records: without reading them again where the events have proved all that they
   * claim.
   * @param read reads them again.
   */
  explain(read: () => StoredRecords): Promise<void>;
}

type StoredRecords = AsyncIterable<DomainRecord> | Iterable<DomainRecord>;

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

  const surveyed = { records: 0, older: 0 };
  /** What the surveyed records claim; a proved claim is marked. */
  let claims: DigestSet = collectDigests().toSet();
  const isProven = (digest: string): boolean => claims.has(digest) && !claims.isUnmarked(digest);

  const count = (record: DomainRecord, explanation: RecordExplanation): void => {
    if (explainsRead) onProgress();
    if (explanation === 'deleted') return;
    figures.rows += 1;
    if (explanation === 'explained') figures.explained += 1;
    else if (explanation === 'outdated') figures.older += 1;
    else if (explanation === 'expired') figures.beyond += 1;
    else breaches.add(unexplained(record, runtime.domain, explanation));
  };
  /** Counts the records that are explained without a request, which are most of them, and yields the rest. */
  async function* unproven(records: StoredRecords) {
    for await (const record of records) {
      const explanation = explainProven(record, runtime.domain, isProven);
      if (explanation === undefined) yield record;
      else count(record, explanation);
    }
  }
  const explaining = { tables, runtime, horizon, rechecks };
  const explain = (records: StoredRecords): Promise<void> =>
    concurrently(unproven(records), CONCURRENCY, async (record) =>
      count(record, await explainRecord(explaining, record)),
    );

  const prove = (projected: DomainRecord, stored: DomainRecord | undefined): void => {
    for (const digest of stored ? provenBy(projected, stored) : []) claims.mark(digest);
  };
  /** Whether a surveyed record is exactly what an event sets, which proves both. */
  const isCurrent = (projected: DomainRecord): boolean =>
    claims.size > 0 && claims.mark(ownDigest(projected)) !== 'unknown';
  const effects = createEffectCheck(
    tables,
    runtime.domain,
    breaches,
    rechecks,
    async (expected, stored) => {
      if (explainsRead) await explain(stored.values());
      else for (const projected of expected) prove(projected, stored.get(recordKey(projected)));
    },
  );

  return {
    figures,
    survey: async (records) => {
      const collected = collectDigests();
      for await (const record of records) {
        surveyed.records += 1;
        if (record.revision < runtime.domain.revision) surveyed.older += 1;
        for (const { digest } of claimsOf(record, runtime.domain)) collected.add(digest);
        onProgress();
      }
      claims = collected.toSet();
    },
    take: async (event) => {
      figures.events += 1;
      onProgress();
      const { records } = judgeArchived(event, runtime);
      if (records.length === 0) return;
      const applied = event.outcome === 'accepted' || event.outcome === 'unrecognized';
      if (applied && event.domain === domain) {
        figures.effects += records.length;
        await effects.expect(
          event,
          records.filter((record) => !isCurrent(record)),
        );
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
    explain: async (read) => {
      if (claims.unmarked > 0) return explain(read());
      figures.rows += surveyed.records;
      figures.older += surveyed.older;
      figures.explained += surveyed.records - surveyed.older;
    },
  };
};
