import { eventKey } from '../../pipeline/names.ts';
import { usageError } from '../../terminal/failure.ts';
import { isShown } from '../../terminal/printable.ts';
import type { ChangeSelection } from './change.ts';
import type { AttentionChange } from './mark.ts';

/** The options that change what needs attention. */
export interface ChangeOptions {
  readonly acknowledge?: string;
  readonly reopen?: string;
  readonly group?: true;
  readonly note?: string;
}

/** A change and the events that it is for. */
export interface ChangeRequest {
  readonly change: AttentionChange;
  readonly selection: ChangeSelection;
}

/** Characters of the longest note. */
const MAX_NOTE = 500;

/** A note that people can read later. @throws Failure for any other text. */
const noteFrom = (text: string | undefined): string => {
  const note = text?.trim();
  if (note === undefined || note === '')
    throw usageError(
      '--acknowledge needs --note "<text>": why nothing is to be done, for whoever looks next.',
    );
  if ([...note].length > MAX_NOTE || !isShown(note))
    throw usageError(
      `--note takes one line of 1 to ${MAX_NOTE} visible characters. It is stored with the event: name no person and no secret.`,
    );
  return note;
};

/**
 * The change that a command line requests; undefined where it requests a listing.
 * @param now epoch milliseconds.
 * @throws Failure where the options contradict each other.
 */
export const requestFrom = (
  { acknowledge, reopen, group, note }: ChangeOptions,
  now: number,
): ChangeRequest | undefined => {
  const id = acknowledge ?? reopen;
  if (id === undefined && group)
    throw usageError(
      '--group needs --acknowledge <event> or --reopen <event>: an event of the group.',
    );
  if (acknowledge === undefined && note !== undefined)
    throw usageError('--note needs --acknowledge <event>.');
  if (id === undefined) return undefined;
  const change: AttentionChange =
    acknowledge === undefined
      ? { to: 'open' }
      : { to: 'acknowledged', at: now, note: noteFrom(note) };
  return { change, selection: { id: eventKey(id), group: group === true } };
};
