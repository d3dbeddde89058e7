import * as v from 'valibot';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { maybeText, maybeTime, time } from '../../json/event.ts';
import type { VoidEntry } from '../../pipeline/control/void-rule.ts';
import type { Voided } from './void.ts';

const ruleShape = v.strictObject({
  rule: v.string(),
  /** The label of the secret whose events are void; null where single events are. */
  secret: maybeText,
  /** When they were received. */
  since: maybeTime,
  until: maybeTime,
  /** Ids of single events. */
  events: v.array(v.string()),
  reason: v.string(),
  by: v.string(),
  at: time,
  undoneAt: maybeTime,
});

/** What `void --list --json` prints. */
export const rulesShape = v.array(ruleShape);

/** How a run ended. */
const voidModes = ['dry run', 'voided', 'undone', 'interrupted'] as const;
export type VoidMode = (typeof voidModes)[number];

/** What `void --json` prints: a rule and what it has come to. */
export const voidedShape = v.array(
  v.strictObject({
    ...ruleShape.entries,
    mode: v.picklist(voidModes),
    /** Archived events that it is about. */
    matched: v.number(),
    voided: v.number(),
    /** Not void: another secret has signed it too. */
    kept: v.number(),
    objects: v.number(),
    /** Records that were changed, added or removed. */
    records: v.number(),
    /** Events and records that are to be done again. */
    remaining: v.number(),
  }),
);

const text = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : (isoTime(milliseconds) ?? null);

/** A rule as JSON. */
export const ruleJson = (entry: VoidEntry): v.InferOutput<typeof ruleShape> => {
  const { id, selection, reason, by, at, undoneAt } = entry;
  const of = 'label' in selection ? selection : undefined;
  return {
    rule: id,
    secret: of?.label ?? null,
    since: of === undefined || of.since === 0 ? null : text(of.since),
    until: text(of?.until),
    events: 'events' in selection ? [...selection.events] : [],
    ...{ reason, by, at: text(at) ?? '', undoneAt: text(undoneAt) },
  };
};

/** A rule and what it has come to, as JSON. */
export const voidedJson = (
  entry: VoidEntry,
  { events: matched, ...figures }: Voided,
  mode: VoidMode,
): v.InferOutput<typeof voidedShape>[number] => ({ ...ruleJson(entry), mode, matched, ...figures });
