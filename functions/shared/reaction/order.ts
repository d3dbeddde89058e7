import type { AnyChange, Value } from '../change/any-change.ts';
import { sha256 } from '../event/identifier.ts';
import type { Note } from './ledger.ts';

/**
 * What a change is to who has handled others of its record: new, delivered before, handled before as a
 * replayed one, or earlier than one that was handled.
 */
export type Place = 'new' | 'repeated' | 'replayed' | 'stale';

/** Replayed changes that a note lists: records have fewer events. */
const MOST_REPLAYED = 40;
const DIGITS = 16;

/** A value as JSON that is the same in any order of its names. */
const canonical = (value: Value): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`).join()}}`;
};

/** The same for a change of the stream and the one that the archive gives of the same event. */
const contentOf = ({ version, record }: AnyChange): string =>
  sha256(`${version}\n${canonical(record)}`).slice(0, DIGITS);

/**
 * A change from the archive replaces nothing that the stream brought of its version or a higher one. Late
 * events change a record and leave its version, so that among replayed changes several may have one.
 */
const placeOfReplayed = (change: AnyChange, { version, replayed }: Note): Place => {
  const own = change.version ?? '';
  if (own > version) return 'new';
  const isAfterReplayed = own === version && replayed.length > 0;
  return isAfterReplayed && !replayed.includes(contentOf(change)) ? 'new' : 'repeated';
};

/** The place of a change among those that were handled of its record. */
export const placeOf = (change: AnyChange, note: Note | undefined): Place => {
  if (note === undefined) return 'new';
  if (change.kind === 'due') return 'repeated';
  if (change.replay) return placeOfReplayed(change, note);
  if (change.position === note.position) return 'repeated';
  if (change.position < note.position) return 'stale';
  const isReplayed = change.kind === 'changed' && note.replayed.includes(contentOf(change));
  return isReplayed ? 'replayed' : 'new';
};

const higher = (one: string, other: string): string => (one < other ? other : one);

const nothing: Note = { position: '', version: '', replayed: [] };

/** What replayed changes a note lists after a change: none once the stream brought a new one. */
const replayedAfter = (change: AnyChange, place: Place, { replayed }: Note): readonly string[] => {
  if (change.replay) return [...replayed, contentOf(change)].slice(-MOST_REPLAYED);
  return place === 'replayed' ? replayed : [];
};

/** The note once a change is handled: neither its position nor its version is ever lower than before. */
export const noteAfter = (change: AnyChange, place: Place, before: Note = nothing): Note => ({
  position: higher(before.position, change.position),
  version: higher(before.version, change.version ?? ''),
  replayed: replayedAfter(change, place, before),
});

/** What makes a change the same one when it is delivered again. */
const identityOf = (change: AnyChange): string => {
  const { kind, dueAt, replay, position } = change;
  if (kind === 'due') return `due ${dueAt}`;
  return replay ? `replay ${kind} ${contentOf(change)}` : position;
};

/** The same for the same change of a reaction, however often it is delivered. */
export const idempotencyKeyOf = (reaction: string, change: AnyChange): string =>
  sha256([reaction, change.key.pk, change.key.sk, identityOf(change)].join('\n'));
