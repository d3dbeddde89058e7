import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AnyChange } from '../change/any-change.ts';
import { sha256 } from '../event/identifier.ts';

/** What a reaction has handled of a record, or of work on it that is due. */
export interface Note {
  /** Of the latest change of the stream; empty where there was none. */
  readonly position: string;
  /** The highest one that was handled; empty where no change had one. */
  readonly version: string;
  /** Which replayed changes were handled since the latest one of the stream, by digests of them. */
  readonly replayed: readonly string[];
}

/** A note that takes the place of another one. */
export interface Noting {
  readonly key: string;
  /** What was read; undefined where there was none. */
  readonly before: Note | undefined;
  readonly after: Note;
  /** Epoch milliseconds. */
  readonly handledAt: number;
  /** When the note may go, epoch seconds; never where this is undefined. */
  readonly expiresAt: number | undefined;
}

/** The writes of a handler were refused: a condition of its own did not hold. */
export class EffectsRefused extends Error {
  override readonly name = 'EffectsRefused';
}

/** What reactions have handled. What it throws is transient, but for {@link EffectsRefused}. */
export interface Ledger {
  read(key: string): Promise<Note | undefined>;
  /**
   * Writes a note and a handler's items, all or none, if the note is still the one that was read.
   * @returns whether it was.
   * @throws EffectsRefused when a condition of the handler's items does not hold.
   */
  commit(noting: Noting, transact: readonly TransactWriteItem[]): Promise<boolean>;
}

/** Bytes of a key: DynamoDB takes 2,048. */
const MOST_KEY_BYTES = 1_024;

/** A key of the table of effects. @param owner the function whose part of the table it is in. */
export const effectKey = (owner: string, about: string): string => {
  const whole = `${owner}#${about}`;
  return Buffer.byteLength(whole) > MOST_KEY_BYTES ? `${owner}#sha256:${sha256(about)}` : whole;
};

/** The key of the note that a reaction has of a change's record, or of what is due. */
export const noteKey = (
  reaction: string,
  { key: { pk, sk }, kind, dueAt }: Pick<AnyChange, 'key' | 'kind' | 'dueAt'>,
): string => effectKey(reaction, kind === 'due' ? `due#${pk}#${sk}#${dueAt}` : `${pk}#${sk}`);

/** Seconds that a note of what is due is kept: longer than its message can come back. */
const DUE_SECONDS = 90 * 86_400;

/** When the note of a change may go, epoch seconds: those of records order what comes, and stay. */
export const expiryOf = ({ kind }: Pick<AnyChange, 'kind'>, now: number): number | undefined =>
  kind === 'due' ? Math.ceil(now / 1_000) + DUE_SECONDS : undefined;
