import type Big from 'big.js';
import type { Group } from '../messages/group.ts';
import type { Message } from '../messages/message.ts';
import { atLeastZero, sum, ZERO } from '../money.ts';
import { type Entry, total } from './entry.ts';
import type { Posting } from './post.ts';

/** What is still held in a currency: an amount, or why no webhook says. */
export type Hold =
  | { readonly held: Big; readonly lapsed: Big; readonly by: readonly Ending[] }
  | { readonly held: undefined; readonly why: string };

/** What ended a hold: a state or message that says so, not by how much. */
export interface Ending {
  readonly ids: readonly string[];
  readonly events: readonly string[];
  /** The state, where one says so. */
  readonly ended: Message['ended'];
}

/** What ended an authorization's hold, undefined while it may hold. */
export type EndingOf = (authorization: Message) => Ending | undefined;

const magnitude = (messages: readonly Message[], of: 'money' | 'original'): Big =>
  sum(messages.flatMap((message) => message[of]?.amount.abs() ?? []));

const givers: readonly Message['kind'][] = ['clearing', 'reversal', 'release', 'expiry'];

/** What a message takes from: the authorizations it names, else of its card transaction, else all. */
export const aims = (message: Message, authorizations: readonly Message[]): readonly Message[] => {
  const named = authorizations.filter(({ ids }) => ids.some((id) => message.names.includes(id)));
  if (named.length > 0) return named;
  const own = authorizations.filter(
    ({ cardTransaction }) =>
      cardTransaction !== undefined && cardTransaction === message.cardTransaction,
  );
  return own.length > 0 ? own : authorizations;
};

/** Whether all that was authorized is used up in the merchant's currency, whatever was billed. */
const isUsedUpAbroad = (
  authorizations: readonly Message[],
  takers: readonly Message[],
): boolean => {
  const currencies = [...authorizations, ...takers].map(({ original }) => original?.currency);
  return (
    new Set(currencies).size === 1 &&
    currencies[0] !== undefined &&
    magnitude(takers, 'original').gte(magnitude(authorizations, 'original'))
  );
};

/** Whether billed amounts don't tell what of the hold is left. */
const isBlurred = (
  currency: string,
  authorizations: readonly Message[],
  takers: readonly Message[],
  { abroad }: Posting,
): boolean =>
  abroad.length > 0 ||
  takers.some(({ money }) => money !== undefined && money.currency !== currency) ||
  (takers.some(({ kind }) => kind === 'clearing') &&
    authorizations.some(({ original }) => original && original.currency !== currency));

/**
 * What the open authorizations of a group hold while others are over. Where something may take from
 * either, it is known only if what is held is the same whichever it took from.
 */
const heldByOpen = (
  open: readonly Message[],
  ended: readonly Message[],
  taken: readonly Entry[],
): Big | undefined => {
  const parts = { open: ZERO, ended: ZERO, either: ZERO };
  for (const { amount, message } of taken) {
    const aimed = message ? aims(message, [...open, ...ended]) : [];
    const side = aimed.every((one) => open.includes(one))
      ? 'open'
      : aimed.every((one) => ended.includes(one))
        ? 'ended'
        : 'either';
    parts[side] = parts[side].plus(amount);
  }
  const spare = atLeastZero(magnitude(ended, 'money').minus(parts.ended));
  const own = magnitude(open, 'money').minus(parts.open);
  const least = atLeastZero(own.minus(parts.either));
  const most = atLeastZero(own.minus(atLeastZero(parts.either.minus(spare))));
  return least.eq(most) ? least : undefined;
};

const nothingLapsed = (held: Big): Hold => ({ held, lapsed: ZERO, by: [] });

/**
 * What a group still holds in a currency. Until something takes from it, an authorization holds
 * what it says; ended ones hold nothing, and what they held last is released.
 */
export const holdOf = (
  group: Group,
  posting: Posting,
  currency: string,
  endingOf: EndingOf,
): Hold => {
  if (group.awaited.length > 0)
    return { held: undefined, why: `no webhook has told ${group.awaited.join(' or ')}` };
  const all = group.messages.filter(({ kind }) => kind === 'authorization');
  const authorizations = all.filter(({ money }) => money?.currency === currency);
  const takers = group.messages.filter(({ kind }) => givers.includes(kind));
  const figure = (name: Entry['figure']): Big => total(posting.entries, name, currency);
  const rest = atLeastZero(figure('authorized').minus(figure('released')).minus(figure('cleared')));
  if (rest.eq(0)) return nothingLapsed(rest);
  const open = authorizations.filter((authorization) => !endingOf(authorization));
  const by = authorizations.flatMap((authorization) => endingOf(authorization) ?? []);
  if (open.length === 0) return { held: ZERO, lapsed: rest, by };
  if (isUsedUpAbroad(all, takers)) return { held: ZERO, lapsed: rest, by: takers };
  if (isBlurred(currency, authorizations, takers, posting))
    return { held: undefined, why: 'currencies differ, and nothing says that it is over' };
  if (by.length === 0) return nothingLapsed(rest);
  const ended = authorizations.filter((authorization) => !open.includes(authorization));
  const taken = posting.entries.filter(
    (entry) =>
      entry.currency === currency && (entry.figure === 'released' || entry.figure === 'cleared'),
  );
  const held = heldByOpen(open, ended, taken);
  if (held === undefined || held.gt(rest))
    return { held: undefined, why: 'some authorizations are over, and amounts say not which' };
  return { held, lapsed: rest.minus(held), by };
};
