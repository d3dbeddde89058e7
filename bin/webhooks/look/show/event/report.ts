import { Buffer, isUtf8 } from 'node:buffer';
import { loadRuntime, ownerOf } from '../../../../../functions/runtimes.ts';
import { isoTime } from '../../../../../functions/shared/event/time.ts';
import { archivedUnder } from '../../../../../functions/shared/query/archive.ts';
import type { AcceptedLine } from '../../../../../functions/shared/query/logs/ingress-log.ts';
import { recordsAt } from '../../../../../functions/shared/query/records.ts';
import type { Issue } from '../../../../../functions/shared/record/projection.ts';
import type { Outcome } from '../../../../../functions/shared/record/read.ts';
import { judgeArchived } from '../../../../../functions/shared/store/judge-archived.ts';
import { receiptsOf } from '../../../../../functions/shared/store/receipts.ts';
import type {
  ArchivedEvent,
  VerifiedReceipt,
} from '../../../../../functions/shared/store/store.ts';
import { type EventJson, eventJson } from '../../../json/event.ts';
import type { VoidEntry } from '../../../pipeline/control/void-rule.ts';
import { entriesIn } from '../../../pipeline/control/void-rules.ts';
import type { Target } from '../../../pipeline/target.ts';
import { type Mark, marksOf } from '../../marks.ts';
import { type Step, stepsOf } from './steps.ts';

/** Everything about one archived event except its body. */
export interface EventReport extends EventJson {
  readonly organisation: string | null;
  /** Why it could not be projected when it was archived. */
  readonly issues: readonly Issue[];
  /** The outcome and issues by today's schemas. */
  readonly today: { readonly outcome: Outcome; readonly issues: readonly Issue[] };
  /** Label of the secret that verified it. */
  readonly secret: string;
  readonly requestId: string;
  /** How its deliveries were verified, in their order; void ones are among them. */
  readonly receipts: readonly VerifiedReceipt[];
  /** The rules that void receipts. */
  readonly rules: readonly VoidEntry[];
  /** Bytes of its body. */
  readonly bytes: number;
  /** Whether a passcode in the body was masked before it was archived. */
  readonly masked: boolean;
  /** When its personal data was erased, UTC text. */
  readonly erasedAt: string | null;
  readonly steps: readonly Step[];
  readonly records: readonly Mark[];
}

/** The report on an event, the event itself, and its body. */
export interface ReportedEvent {
  readonly report: EventReport;
  readonly event: ArchivedEvent;
  readonly body: Uint8Array;
}

/** The rules that void receipts of an event. */
const rulesOf = async (
  target: Target,
  receipts: readonly VerifiedReceipt[],
): Promise<readonly VoidEntry[]> => {
  const ids = new Set(receipts.flatMap(({ voidedBy }) => voidedBy));
  return ids.size === 0 ? [] : (await entriesIn(target)).filter(({ id }) => ids.has(id));
};

const reportOf = async (
  target: Target,
  event: ArchivedEvent,
  accepted: readonly AcceptedLine[],
): Promise<EventReport> => {
  const owner = ownerOf(event.name ?? '');
  const { body, issues, maskedDigest, erasedAt } = event;
  const verdict = judgeArchived(event, await loadRuntime(owner));
  const current =
    verdict.records.length > 0
      ? await recordsAt(target.tables.of(owner), verdict.records)
      : new Map();
  const receipts = receiptsOf(event);
  return {
    ...eventJson({ ...event, object: verdict.object ?? event.object }),
    organisation: event.orgId ?? null,
    issues,
    today: { outcome: verdict.outcome, issues: verdict.issues },
    secret: event.secret,
    requestId: event.requestId,
    receipts,
    rules: await rulesOf(target, receipts),
    bytes: body.length,
    masked: maskedDigest !== undefined && erasedAt === undefined,
    erasedAt: erasedAt === undefined ? null : (isoTime(erasedAt) ?? null),
    steps: stepsOf(event, accepted),
    records: marksOf(owner.name, { verdict }, current),
  };
};

/** The reports on an event, one for each body received under its id. */
export const eventReports = async (
  target: Target,
  id: string,
): Promise<readonly ReportedEvent[]> => {
  const events = await archivedUnder(target.tables.events, id);
  if (events.length === 0) return [];
  const accepted = new Map<string, AcceptedLine[]>(events.map(({ digest }) => [digest, []]));
  const since = Math.min(...events.map(({ receivedAt }) => receivedAt));
  for await (const line of target.accepted.lines({ since }))
    if (line !== 'unreadable' && line.eventId === id) accepted.get(line.digest)?.push(line);
  return Promise.all(
    events.map(async (event) => ({
      report: await reportOf(target, event, accepted.get(event.digest) ?? []),
      event,
      body: event.body,
    })),
  );
};

/** A body as JSON can hold it: its text, or base64 where it is not UTF-8. */
export const bodyFields = (body: Uint8Array) =>
  isUtf8(body)
    ? { body: Buffer.from(body).toString('utf8') }
    : { bodyBase64: Buffer.from(body).toString('base64') };
