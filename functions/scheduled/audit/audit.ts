import { domains, unrouted } from '../../domains.ts';
import { loadRuntime, ownerOf } from '../../runtimes.ts';
import { readEnvelope } from '../../shared/event/envelope.ts';
import { sha256 } from '../../shared/event/identifier.ts';
import { PASSCODE_EVENT } from '../../shared/event/passcode.ts';
import { isoTime, type Range } from '../../shared/event/time.ts';
import { archivedEvents, archivedUnder } from '../../shared/query/archive.ts';
import { openHorizon } from '../../shared/query/horizon.ts';
import type { AcceptedLine, AcceptedLog } from '../../shared/query/logs/ingress-log.ts';
import { storedRecords } from '../../shared/query/records.ts';
import type { Tables } from '../../shared/query/table.ts';
import type { Outcome } from '../../shared/record/read.ts';
import type { ArchivedEvent } from '../../shared/store/store.ts';
import { type BalanceFigures, openBalance } from './balance.ts';
import { createDomainAudit, type DomainFigures } from './domain-audit.ts';
import { createEvidence, type Known, type SignatureFigures } from './evidence/evidence.ts';
import { createFindings, type Findings } from './findings.ts';
import { createRechecks, type Rechecks } from './rechecks.ts';

/** What an audit found. */
export interface Audit {
  /** Archived events, by outcome. */
  readonly archive: Readonly<Record<Outcome, number>>;
  readonly domains: readonly DomainFigures[];
  readonly balance: BalanceFigures;
  /** What recomputing signatures came to, where secrets are given. */
  readonly signatures: SignatureFigures | undefined;
  /** Where events expire: those from before then (UTC) may be missing. */
  readonly horizon: string | undefined;
  /** What breaks the rule. */
  readonly breaches: Findings;
  /** What a person should know, although it breaks no rule. */
  readonly notes: Findings;
}

/** What an audit works with, beside the tables. */
export interface AuditOptions extends Known {
  readonly log: AcceptedLog;
  /** Messages that wait, by queue. */
  readonly waiting: () => Promise<ReadonlyMap<string, number>>;
  /** What was archived and accepted in this time, and the records it set; everything by default. */
  readonly range?: Partial<Range>;
  /** Breaches, and notes, that are kept. */
  readonly limit: number;
  readonly rechecks?: Rechecks;
  /** Called with the number of events and records that were checked. */
  readonly onProgress?: (done: number) => void;
}

async function* eventsOf(tables: Tables, range: Partial<Range>): AsyncGenerator<ArchivedEvent> {
  const { since, until = Number.POSITIVE_INFINITY } = range;
  if (since !== undefined)
    yield* archivedEvents(tables.events, { since, until: Math.min(until, Date.now()) });
  else
    for await (const event of archivedEvents(tables.events))
      if (event.archivedAt < until) yield event;
}

/** What is wrong with an archived body; undefined where nothing is. */
const bodyFlaw = ({ body, digest, maskedDigest, erasedAt }: ArchivedEvent): string | undefined => {
  if (sha256(body) !== (maskedDigest ?? digest))
    return 'its archived body is not the one that was signed';
  const isMasked = maskedDigest !== undefined && erasedAt === undefined;
  return isMasked && readEnvelope(body)?.name !== PASSCODE_EVENT
    ? `its archived body is masked, as only that of ${PASSCODE_EVENT} is`
    : undefined;
};

const checkBody = (event: ArchivedEvent, breaches: Findings): void => {
  const detail = bodyFlaw(event);
  const { id: eventId, domain, digest } = event;
  if (detail !== undefined) breaches.add({ rule: 'body', domain, eventId, digest, detail });
};

/**
 * Proves a pipeline's tables by its archive, and the archive by the ingress's log: every archived
 * event has had its effect, every stored record is explained by archived events, and what the ingress
 * accepted is archived or waits. With secrets it proves too that what is archived is
 * authentic. It only reads, and holds a page at a time. The records are read first:
 * an event that is archived later than that is looked up by key.
 */
export const audit = async (tables: Tables, options: AuditOptions): Promise<Audit> => {
  const { log, waiting, limit, range = {}, rechecks = createRechecks(), now, onProgress } = options;
  const isPartial = range.since !== undefined || range.until !== undefined;
  const breaches = createFindings(limit);
  const notes = createFindings(limit);
  const horizon = await openHorizon(tables.events, { isWhole: !isPartial, ...(now && { now }) });
  let done = 0;
  const context = {
    tables,
    breaches,
    notes,
    rechecks,
    horizon,
    onProgress: () => {
      done += 1;
      onProgress?.(done);
    },
  };

  const archive = { accepted: 0, unrecognized: 0, unrouted: 0, quarantined: 0, void: 0 };
  const audits = await Promise.all(
    [...domains, unrouted].map(async (domain) =>
      createDomainAudit(context, await loadRuntime(domain), isPartial),
    ),
  );
  const auditOf = new Map(audits.map((one) => [one.figures.domain, one]));
  const archived = async ({ eventId, digest }: AcceptedLine) =>
    (await archivedUnder(tables.events, eventId)).find((event) => event.digest === digest)?.outcome;
  const evidence = createEvidence(context, options);
  const balance = await openBalance({ log, waiting, archived }, { ...context, evidence }, range);

  if (!isPartial)
    for (const domain of domains)
      await auditOf.get(domain.name)?.survey(storedRecords(tables.of(domain)));
  for await (const event of eventsOf(tables, range)) {
    archive[event.outcome] += 1;
    const line = balance.archived(event);
    // Whether a void one is authentic was decided.
    if (event.outcome !== 'void') evidence.take(event, line);
    horizon.take(event);
    checkBody(event, breaches);
    await auditOf.get(ownerOf(event.name ?? '').name)?.take(event);
  }
  for (const { finish } of audits) await finish();
  if (!isPartial)
    for (const domain of domains)
      await auditOf.get(domain.name)?.explain(() => storedRecords(tables.of(domain)));

  return {
    archive,
    domains: audits.map(({ figures }) => figures),
    balance: await balance.finish(),
    signatures: evidence.signatures,
    horizon: horizon.since === undefined ? undefined : isoTime(horizon.since),
    breaches,
    notes,
  };
};
