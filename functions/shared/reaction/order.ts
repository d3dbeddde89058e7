import type { AnyChange } from '../change/any-change.ts';
import { sha256 } from '../event/identifier.ts';
import type { Note } from './ledger.ts';

/** What a change is to who has handled others of its record. */
export type Place = 'new' | 'repeated' | 'stale';

/**
 * The place of a change among those that were handled. A change of the stream comes after all of a lower
 * position. One from the archive is new only where nothing was handled of its version or a higher one,
 * so that it replaces nothing later.
 */
export const placeOf = (change: AnyChange, note: Note | undefined): Place => {
  if (note === undefined) return 'new';
  if (change.kind === 'due') return 'repeated';
  if (change.replay) return note.version < (change.version ?? '') ? 'new' : 'repeated';
  if (change.position === note.position) return 'repeated';
  return note.position < change.position ? 'new' : 'stale';
};

const higher = (one: string, other: string): string => (one < other ? other : one);

/** The note once a new change is handled: neither its position nor its version is ever lower than before. */
export const noteAfter = (change: AnyChange, before: Note | undefined): Note => ({
  position: higher(before?.position ?? '', change.position),
  version: higher(before?.version ?? '', change.version ?? ''),
});

/** What makes a change the same one when it is delivered again. */
const identityOf = ({ kind, dueAt, replay, version, position }: AnyChange): string => {
  if (kind === 'due') return `due ${dueAt}`;
  return replay ? `replay ${kind} ${version}` : position;
};

/** The same for the same change of a reaction, however often it is delivered. */
export const idempotencyKeyOf = (reaction: string, change: AnyChange): string =>
  sha256([reaction, change.key.pk, change.key.sk, identityOf(change)].join('\n'));
