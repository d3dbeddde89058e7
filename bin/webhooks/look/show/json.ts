import * as v from 'valibot';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { differenceShape, fromExpected } from '../../json/difference.ts';
import { archivedFields, eventJson, eventShape, maybeText, time } from '../../json/event.ts';
import { itemJson, itemShape, recordKeyFields, recordStateShape } from '../../json/record.ts';
import { markJson } from '../marks.ts';
import { bodyFields, type ReportedEvent } from './event/report.ts';
import type { Found } from './find.ts';
import type { ObjectReport, ReportedRecord } from './object/report.ts';

const issueShape = v.strictObject({
  path: v.string(),
  expected: v.string(),
  received: v.string(),
});

const reportedEvent = v.strictObject({
  ...archivedFields,
  organisation: maybeText,
  issues: v.array(issueShape),
  today: v.strictObject({ outcome: eventShape.entries.outcome, issues: v.array(issueShape) }),
  requestId: v.string(),
  /** How its deliveries were verified, in their order. */
  receipts: v.array(
    v.strictObject({
      secret: v.string(),
      sentAt: time,
      receivedAt: time,
      requestId: v.string(),
      /** Ids of rules. */
      voidedBy: v.array(v.string()),
    }),
  ),
  /** The rules that void receipts. */
  rules: v.array(
    v.strictObject({ rule: v.string(), reason: v.string(), by: v.string(), at: time }),
  ),
  bytes: v.number(),
  masked: v.boolean(),
  steps: v.array(v.strictObject({ step: v.string(), at: time, afterMs: v.nullable(v.number()) })),
  records: v.array(recordStateShape),
  /** With `--body`: its text, or base64 where it is not UTF-8. */
  body: v.optional(v.string()),
  bodyBase64: v.optional(v.string()),
});

const headline = v.strictObject(archivedFields);

const reportedRecord = v.strictObject({
  ...recordKeyFields,
  eventId: v.string(),
  event: v.nullable(headline),
  version: v.string(),
  meaning: v.string(),
  revision: v.number(),
  altered: v.array(differenceShape),
  ties: v.array(v.strictObject({ id: v.string(), decidedBy: maybeText, because: v.string() })),
  parent: v.nullable(
    v.strictObject({ to: v.string(), namedBy: v.string(), event: v.nullable(headline) }),
  ),
  item: itemShape,
});

const unarchived = v.strictObject({
  id: v.string(),
  logSince: v.nullable(time),
  state: v.picklist(['dead letter', 'waiting', 'lost', 'refused', 'never received']),
  domain: v.optional(v.string()),
  messageId: v.optional(v.string()),
  queuedAt: v.optional(time),
  receives: v.optional(v.number()),
  failedWith: v.optional(maybeText),
  finding: v.optional(v.string()),
  acceptedAt: v.optional(time),
  requestId: v.optional(v.string()),
  messages: v.optional(v.number()),
  refusals: v.optional(v.record(v.string(), v.number())),
});

/** What `show --json` prints. */
export const showShape = v.strictObject({
  events: v.array(reportedEvent),
  objects: v.array(
    v.strictObject({
      domain: v.string(),
      object: v.string(),
      records: v.array(reportedRecord),
      members: v.array(itemShape),
      events: v.number(),
    }),
  ),
  /** Records by a key that the integrator chose, by their customer, or by their account. */
  lookups: v.array(
    v.strictObject({
      by: v.string(),
      domain: v.string(),
      records: v.array(itemShape),
      /** Whether there are more than these. */
      more: v.boolean(),
    }),
  ),
  /** Whether the stage finds records by account; null where no account was looked for. */
  accountIndexed: v.nullable(v.boolean()),
  accountEvents: v.array(eventShape),
  unarchived: v.nullable(unarchived),
});

type Shown = v.InferOutput<typeof showShape>;

const eventOf = ({ report, body }: ReportedEvent, withBody: boolean): Shown['events'][number] => {
  const { issues, today, steps, records, receipts, rules, ...facts } = report;
  return {
    ...facts,
    issues: [...issues],
    today: { outcome: today.outcome, issues: [...today.issues] },
    receipts: receipts.map(({ sentAt, receivedAt, requestId, secret, voidedBy }) => ({
      ...{ requestId, secret, voidedBy: [...voidedBy] },
      ...{ sentAt: isoTime(sentAt) ?? '', receivedAt: isoTime(receivedAt) ?? '' },
    })),
    rules: rules.map(({ id, reason, by, at }) => ({
      ...{ rule: id, reason, by, at: isoTime(at) ?? '' },
    })),
    steps: [...steps],
    records: records.map(markJson),
    ...(withBody ? bodyFields(body) : {}),
  };
};

const recordOf = ({
  item,
  reasons,
}: ReportedRecord): Shown['objects'][number]['records'][number] => ({
  ...reasons,
  altered: reasons.altered.map(fromExpected),
  ties: [...reasons.ties],
  item: itemJson(item),
});

const objectOf = ({
  domain,
  object,
  records,
  members,
  events,
}: ObjectReport): Shown['objects'][number] => ({
  ...{ domain, object, events },
  records: records.map(recordOf),
  members: members.map(itemJson),
});

/** What was found as JSON. */
export const showJson = (found: Found, withBody: boolean): Shown => ({
  events: found.events.map((event) => eventOf(event, withBody)),
  objects: found.objects.map(objectOf),
  lookups: found.lookups.map(({ records, ...lookup }) => ({
    ...lookup,
    records: records.map(itemJson),
  })),
  accountIndexed: found.accountIndexed,
  accountEvents: found.accountEvents.map(eventJson),
  unarchived: found.unarchived,
});
