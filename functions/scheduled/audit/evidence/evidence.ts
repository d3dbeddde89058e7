import type { SigningSecret } from '../../../ingress/signature.ts';
import { isoTime } from '../../../shared/event/time.ts';
import type { ArchivedEvent } from '../../../shared/store/store.ts';
import type { Finding, Findings } from '../findings.ts';
import type { Rechecks } from '../rechecks.ts';
import { type LabelLife, livenessAt } from './labels.ts';
import { createNewest } from './newest.ts';
import { type SignatureCheck, signatureCheck, type Unverifiable } from './signatures.ts';

/** Whether a line of the ingress accepts an event; `beyond` where the log does not reach back to its receipt. */
export type LogLine = 'accepted' | 'missing' | 'beyond';

/** What recomputing signatures came to. */
export interface SignatureFigures {
  readonly verified: number;
  readonly wrong: number;
  /** By the reason. */
  readonly notVerifiable: Readonly<Record<Unverifiable, number>>;
  /** Since when the archive keeps signatures (UTC): the receipt of the first event whose own is verified. */
  readonly keptSince: string | undefined;
}

/** Judges whether archived events are authentic: by their signatures, by the log, and by their labels. */
export interface Evidence {
  /** Takes an event, and reports a wrong signature. */
  take(event: ArchivedEvent, line: LogLine): void;
  /** A line accepts an event after all. */
  accept(digest: string): void;
  /** Judges the events that no line accepts. @returns how many of them the log should have a line of. */
  judge(): number;
  /** What recomputing signatures came to; undefined where none was recomputed. */
  readonly signatures: SignatureFigures | undefined;
}

interface EvidenceContext {
  readonly breaches: Findings;
  readonly notes: Findings;
  readonly rechecks: Pick<Rechecks, 'isRecent'>;
}

/** What is known beside the archive and the log. */
export interface Known {
  /** Signing secrets, live and retired, under the labels that events state: every signature is recomputed. */
  readonly secrets?: readonly SigningSecret[] | undefined;
  /** When each label was live, as far as that is noted, by the labels that events state. */
  readonly labels?: ReadonlyMap<string, LabelLife> | undefined;
  readonly now?: () => number;
}

/** An event without a line, and what is known of it beside. */
interface Candidate
  extends Pick<ArchivedEvent, 'id' | 'digest' | 'domain' | 'secret' | 'receivedAt'> {
  readonly check: SignatureCheck | undefined;
}

/** Candidates of each sort that are judged; others beyond these are only counted. */
const MOST = 10_000;
/** How long a deployment may take until every function keeps signatures, milliseconds. */
const CHANGEOVER = 3_600_000;
/** How far ahead of ours the ingress's clock may be, milliseconds. */
const AHEAD = 60_000;

const isUnproven = ({ check }: Candidate): boolean =>
  check === 'noSignature' || check === 'secretUnknown';

export const createEvidence = (
  { breaches, notes, rechecks }: EvidenceContext,
  { secrets, labels, now = Date.now }: Known,
): Evidence => {
  const check = secrets && signatureCheck(secrets);
  const counts = { verified: 0, wrong: 0, masked: 0, erased: 0, noSignature: 0, secretUnknown: 0 };
  const missing = new Map<string, Candidate>();
  let missingMore = 0;
  /** From before the log begins. */
  const beyond = createNewest<Candidate>(MOST, ({ receivedAt }) => receivedAt);
  let keptSince = Number.POSITIVE_INFINITY;

  const finding = ({ id, digest, domain }: Candidate, rule: Finding['rule'], detail: string) => ({
    ...{ rule, domain, digest, detail },
    eventId: id,
  });
  const wasLive = ({ secret, receivedAt }: Candidate) =>
    livenessAt(labels?.get(secret), receivedAt) !== 'not live';
  /** The log lags a little. A receipt that is dated ahead is not young: it would never be judged. */
  const isYoung = (receivedAt: number): boolean =>
    rechecks.isRecent(receivedAt) && receivedAt <= now() + AHEAD;

  /** Why an event without a line is not authentic; undefined where nothing shows that. */
  const flawOf = (candidate: Candidate): string | undefined => {
    const { secret, check: checked } = candidate;
    if (!wasLive(candidate)) return `the secret "${secret}" was not live at its receipt`;
    if (!isUnproven(candidate) || candidate.receivedAt <= keptSince) return undefined;
    return checked === 'noSignature'
      ? `it has no signature, although the archive keeps them since ${isoTime(keptSince)}`
      : `the secret "${secret}" of its signature is neither live nor retired`;
  };

  /** Keeps what is to be judged once every line and signature is known. */
  const keep = (candidate: Candidate, line: LogLine): void => {
    const { digest, receivedAt } = candidate;
    if (line === 'missing' && !isYoung(receivedAt)) {
      if (missing.size < MOST) missing.set(digest, candidate);
      else missingMore += 1;
    }
    const isSuspect =
      isUnproven(candidate) || (candidate.check === 'verified' && !wasLive(candidate));
    if (line === 'beyond' && isSuspect) beyond.add(candidate);
  };

  return {
    take: (event, line) => {
      const checked = check?.(event);
      // Most events: nothing is to be kept of them.
      if (checked === undefined && line !== 'missing') return;
      const { id, digest, domain, secret, receivedAt } = event;
      const candidate = { id, digest, domain, secret, receivedAt, check: checked };
      if (checked !== undefined) counts[checked] += 1;
      if (checked === 'verified') keptSince = Math.min(keptSince, receivedAt);
      if (checked === 'wrong') {
        const detail = `its signature is not of the secret "${secret}"`;
        breaches.add(finding(candidate, 'signature', detail));
      }
      keep(candidate, line);
    },
    accept: (digest) => void missing.delete(digest),
    judge: () => {
      for (const candidate of missing.values()) {
        const flaw = flawOf(candidate);
        const text = 'archived, but no line of the ingress accepts it';
        if (candidate.check === 'wrong') continue;
        if (flaw === undefined) notes.add(finding(candidate, 'log', text));
        else breaches.add(finding(candidate, 'log', `${text}, and ${flaw}`));
      }
      for (const candidate of beyond.all()) {
        const isJudged = candidate.receivedAt > keptSince + CHANGEOVER;
        const flaw = isJudged ? flawOf(candidate) : undefined;
        if (flaw !== undefined) breaches.add(finding(candidate, 'signature', flaw));
      }
      return missing.size + missingMore;
    },
    get signatures() {
      if (check === undefined) return undefined;
      const { verified, wrong, ...notVerifiable } = counts;
      return { verified, wrong, notVerifiable, keptSince: isoTime(keptSince) };
    },
  };
};
