import * as v from 'valibot';
import type { Audit } from '../../../../functions/scheduled/audit/audit.ts';
import type { DomainFigures } from '../../../../functions/scheduled/audit/domain-audit.ts';
import type { Finding, Findings } from '../../../../functions/scheduled/audit/findings.ts';
import type { ObjectAudit } from '../../../../functions/scheduled/audit/object-audit.ts';
import { maybeText, maybeTime, outcomeCounts } from '../../json/event.ts';

const domainFigures = {
  /** Archived events that the domain owns today, by name. */
  events: v.number(),
  /** Records that its applied events set, as often as they set them. */
  effects: v.number(),
  /** Events that would have an effect today: to be replayed. */
  replayable: v.number(),
  /** Stored records. */
  records: v.number(),
  explained: v.number(),
  /** Records of an older projection. */
  older: v.number(),
  /** Records of which an event has expired. */
  beyond: v.number(),
};

const findingShape = v.strictObject({
  rule: v.string(),
  domain: v.string(),
  eventId: v.string(),
  digest: maybeText,
  /** The record that it is about. */
  record: v.nullable(v.strictObject({ pk: v.string(), sk: v.string() })),
  detail: v.string(),
});

const findingsFields = {
  breaches: v.array(findingShape),
  notes: v.array(findingShape),
  /** The lists above are limited, these counts are not. */
  totals: v.strictObject({ breaches: v.number(), notes: v.number() }),
};

/** What `audit --json` prints. */
export const auditShape = v.strictObject({
  archive: outcomeCounts,
  domains: v.array(v.strictObject({ domain: v.string(), ...domainFigures })),
  balance: v.strictObject({
    logSince: maybeTime,
    accepted: v.number(),
    archived: outcomeCounts,
    expired: v.number(),
    waiting: v.number(),
    lost: v.number(),
    redelivered: v.number(),
    unlogged: v.number(),
    unreadableLines: v.number(),
  }),
  /** What recomputing signatures came to; null without --verify. */
  signatures: v.nullable(
    v.strictObject({
      verified: v.number(),
      wrong: v.number(),
      /** By the reason: a masked or erased body, no signature kept, or a secret that is not known. */
      notVerifiable: v.strictObject({
        masked: v.number(),
        erased: v.number(),
        noSignature: v.number(),
        secretUnknown: v.number(),
      }),
      /** The receipt of the first event whose signature is verified. */
      keptSince: maybeTime,
    }),
  ),
  /** Events from before then may have expired. */
  horizon: maybeTime,
  ...findingsFields,
});

/** What `audit --object --json` prints. */
export const objectAuditShape = v.strictObject({
  object: v.string(),
  domain: v.string(),
  ...domainFigures,
  horizon: maybeTime,
  ...findingsFields,
});

const findingJson = ({
  rule,
  domain,
  eventId,
  digest,
  row,
  detail,
}: Finding): v.InferOutput<typeof findingShape> => ({
  ...{ rule, domain, eventId },
  digest: digest ?? null,
  record: row ? { pk: row.pk, sk: row.sk } : null,
  detail,
});

const findingsJson = (breaches: Findings, notes: Findings) => ({
  breaches: breaches.listed.map(findingJson),
  notes: notes.listed.map(findingJson),
  totals: { breaches: breaches.total, notes: notes.total },
});

const figuresJson = ({ rows, ...figures }: DomainFigures) => ({ ...figures, records: rows });

/** What an audit found as JSON. */
export const auditJson = ({
  archive,
  domains,
  balance,
  signatures,
  horizon,
  breaches,
  notes,
}: Audit): v.InferOutput<typeof auditShape> => ({
  archive,
  domains: domains.map(figuresJson),
  balance: { ...balance, logSince: balance.logSince ?? null },
  signatures: signatures ? { ...signatures, keptSince: signatures.keptSince ?? null } : null,
  horizon: horizon ?? null,
  ...findingsJson(breaches, notes),
});

/** What the audit of one object found as JSON. */
export const objectAuditJson = ({
  object,
  figures,
  horizon,
  breaches,
  notes,
}: ObjectAudit): v.InferOutput<typeof objectAuditShape> => ({
  object,
  ...figuresJson(figures),
  horizon: horizon ?? null,
  ...findingsJson(breaches, notes),
});
