import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { AnyChange } from '../change/any-change.ts';
import type { Change, ObjectName, On } from '../change/change.ts';
import type { AnyOn } from '../change/on.ts';

/** The wish to be called again with the same change. */
export interface Later {
  readonly laterSeconds: number;
}

/**
 * Writes to DynamoDB that are committed together with the note that the change is handled: once, however
 * often it is delivered. At most 99.
 */
export interface Effects {
  readonly transact: readonly TransactWriteItem[];
}

/** What a handler returns: nothing where its effects are elsewhere, or it has none. */
// biome-ignore lint/suspicious/noConfusingVoidType: a handler that returns nothing is the usual one.
export type Handled = Effects | Later | void;

/** What a handler is called with, beside the change. */
interface Means {
  /** The same for the same change, however often it is delivered: for APIs that take such a key. */
  readonly idempotencyKey: string;
  /**
   * Lets the change come back after a number of seconds, and all later ones of its record with it. At most
   * nine times for a change.
   * @throws RangeError outside 1 to 43,200.
   */
  readonly later: (seconds: number) => Later;
}

/** What a handler is called with. */
interface Handling<Name extends ObjectName = ObjectName> extends Means {
  readonly change: Change<Name>;
}

/** The same, before anybody asks for one kind of record. */
export interface AnyHandling extends Means {
  readonly change: AnyChange;
}

interface Settings {
  /** What a person loses while it fails: the text of its alarm. */
  readonly errorImpact: string;
  /** Seconds that a change may take, 1 to 600; 30 where this is missing. */
  readonly timeoutSeconds?: number;
  /**
   * Minutes that a change may wait before an alarm fires; the stage's `alarms.lateMinutes` where this is
   * missing. More for a reaction that puts changes off.
   */
  readonly lateMinutes?: number;
  /** The names of the tables that `transact` writes to: the function may write to these. */
  readonly tables?: readonly string[];
  /** Environment variables of its function. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a person writes of a reaction. */
export interface ReactionDefinition<Name extends ObjectName = ObjectName> extends Settings {
  readonly on: On<Name>;
  readonly handle: (handling: Handling<Name>) => Promise<Handled>;
}

/** The same without the types of the kind of record. */
export interface AnyReactionDefinition extends Settings {
  readonly on: AnyOn;
  handle(handling: AnyHandling): Promise<Handled>;
}
