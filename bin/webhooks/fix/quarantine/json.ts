import * as v from 'valibot';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { eventJson, eventShape, maybeText, maybeTime } from '../../json/event.ts';
import { adviceLine } from './advice.ts';
import type { Changed } from './change.ts';
import type { Advised } from './read.ts';
import type { ChangeRequest } from './request.ts';

const acknowledgementShape = v.strictObject({
  acknowledgedAt: maybeTime,
  note: v.string(),
  /** Events that it still holds for. */
  events: v.number(),
});

const groupShape = v.strictObject({
  trouble: v.picklist(['quarantined', 'unrecognized', 'nameless']),
  domain: v.string(),
  issues: v.array(v.strictObject({ path: v.string(), expected: v.string(), received: v.string() })),
  events: v.number(),
  /** The number of events by name; those without one under the empty name. */
  names: v.record(v.string(), v.number()),
  /** When the first and the last of them were archived. */
  firstAt: maybeTime,
  lastAt: maybeTime,
  /** The id of the last one archived. */
  example: v.string(),
  /** Of events of the same reason, the latest first. */
  acknowledgements: v.array(acknowledgementShape),
  advice: v.array(v.string()),
});

/** What `quarantine --json` prints, with or without `--acknowledged`. */
export const groupsShape = v.array(groupShape);

/** Groups as JSON. */
export const groupsJson = (groups: readonly Advised[]): v.InferOutput<typeof groupsShape> =>
  groups.map(({ group, advice, acknowledgements }) => ({
    trouble: group.trouble,
    domain: group.domain,
    issues: [...group.issues],
    events: group.count,
    names: Object.fromEntries(group.names),
    firstAt: isoTime(group.first) ?? null,
    lastAt: isoTime(group.last) ?? null,
    example: group.example.id,
    acknowledgements: acknowledgements.map(({ acknowledgedAt, note, events }) => ({
      ...{ acknowledgedAt: isoTime(acknowledgedAt) ?? null, note, events },
    })),
    advice: advice.map(adviceLine),
  }));

/** What `quarantine --acknowledge` and `--reopen` print with `--json`. */
export const changedAttentionShape = v.strictObject({
  attention: v.picklist(['open', 'acknowledged']),
  acknowledgedAt: maybeTime,
  note: maybeText,
  group: v.boolean(),
  events: v.array(eventShape),
  /** Events of the id that were so before. */
  already: v.array(eventShape),
});

/** A change of attention as JSON. */
export const changedAttentionJson = (
  { change, selection }: ChangeRequest,
  { events, already }: Changed,
): v.InferOutput<typeof changedAttentionShape> => ({
  attention: change.to,
  acknowledgedAt: change.to === 'open' ? null : (isoTime(change.at) ?? null),
  note: change.to === 'open' ? null : change.note,
  group: selection.group,
  events: events.map(eventJson),
  already: already.map(eventJson),
});
