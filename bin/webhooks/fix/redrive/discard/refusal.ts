import { isoTime } from '../../../../../functions/shared/event/time.ts';
import { commandLine, type PipelineOptions } from '../../../terminal/command-line.ts';
import type { Discarded } from './note.ts';

/** That a message is not there. @param note of the message, if it was discarded. */
export const missingText = (domain: string, messageId: string, note?: Discarded): string =>
  note === undefined
    ? `The dead-letter queue of ${domain} has no message "${messageId}". --dry-run shows what it holds.`
    : `The dead-letter queue of ${domain} has no message "${messageId}": it was discarded at ${isoTime(note.discardedAt)}.`;

/** Why a readable message is not discarded. @param eventId of its event, where it states one. */
export const readableText = (
  domain: string,
  messageId: string,
  eventId: string | undefined,
  pipeline: PipelineOptions,
): string => {
  const event = eventId === undefined ? 'an authentic event' : `the authentic event ${eventId}`;
  const back = commandLine('redrive', {
    operands: [domain],
    options: ['--message', messageId],
    pipeline,
  });
  return `Message "${messageId}" is readable and holds ${event}, so it is not discarded. Move it back, which archives the event; if it is then quarantined, replay it: ${back}`;
};
