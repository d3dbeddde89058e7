import * as v from 'valibot';
import { isoTime } from '../../../../functions/shared/event/time.ts';
import { maybeText, maybeTime } from '../../json/event.ts';
import type { Redriven } from './run.ts';
import { type DeadLetter, type DeadLetterGroup, deadLetterGroups } from './survey.ts';

const letterShape = v.strictObject({
  messageId: v.string(),
  queuedAt: maybeTime,
  receives: v.number(),
  /** Of the event, as far as the message is readable and states them. */
  eventId: maybeText,
  name: maybeText,
  account: maybeText,
  object: maybeText,
  /** What today's code makes of it. */
  finding: v.string(),
  /** It would fail again. */
  hopeless: v.boolean(),
  /** It is not a message of the ingress: it can only be discarded. */
  unreadable: v.boolean(),
  /** What its consumer logged when it failed last. */
  failure: v.nullable(
    v.strictObject({ error: maybeText, cause: maybeText, where: maybeText, at: maybeTime }),
  ),
});

const groupShape = v.strictObject({
  name: maybeText,
  finding: v.string(),
  hopeless: v.boolean(),
  messages: v.number(),
  error: maybeText,
  /** The highest receive count among them. */
  receives: v.number(),
  /** When the first and the last of them were queued. */
  oldestAt: maybeTime,
  youngestAt: maybeTime,
  /** The id of one of the messages. */
  example: v.string(),
});

/** What `redrive --json` prints. */
export const redriveShape = v.strictObject({
  /** Of a reaction `reaction-<name>`. */
  domain: v.string(),
  dryRun: v.boolean(),
  messages: v.number(),
  groups: v.array(groupShape),
  letters: v.array(letterShape),
  moved: v.number(),
  remaining: v.number(),
});

const letterJson = (letter: DeadLetter): v.InferOutput<typeof letterShape> => ({
  messageId: letter.messageId,
  queuedAt: isoTime(letter.queuedAt) ?? null,
  receives: letter.receives,
  eventId: letter.eventId ?? null,
  name: letter.name ?? null,
  account: letter.account ?? null,
  object: letter.object ?? null,
  finding: letter.finding,
  hopeless: letter.hopeless,
  unreadable: letter.unreadable,
  failure: letter.failure
    ? {
        error: letter.failure.error ?? null,
        cause: letter.failure.cause ?? null,
        where: letter.failure.where ?? null,
        at: isoTime(letter.failure.at) ?? null,
      }
    : null,
});

const groupJson = (group: DeadLetterGroup): v.InferOutput<typeof groupShape> => ({
  name: group.name ?? null,
  finding: group.finding,
  hopeless: group.hopeless,
  messages: group.messages,
  error: group.error ?? null,
  receives: group.receives,
  oldestAt: isoTime(group.oldest) ?? null,
  youngestAt: isoTime(group.youngest) ?? null,
  example: group.example,
});

/** The result of a redrive as JSON. */
export const redriveJson = (
  domain: string,
  { seen, behind, moved, remaining }: Redriven,
  dryRun: boolean,
): v.InferOutput<typeof redriveShape> => ({
  ...{ domain, dryRun, messages: seen.length + behind },
  groups: deadLetterGroups(seen).map(groupJson),
  letters: seen.map(letterJson),
  ...{ moved, remaining },
});
