import type Big from 'big.js';
import type { MessageGroup } from '../messages/group.ts';
import type { Message } from '../messages/message.ts';
import { atLeastZero, sum, ZERO } from '../money.ts';
import { type Entry, total } from './entry.ts';
import type { Posting } from './post.ts';

/** What is still held in a currency: an amount, or why it is unknown. */
export type Hold =
  | { readonly held: Big; readonly lapsed: Big; readonly by: readonly HoldEnd[] }
  | { readonly held: undefined; readonly why: string };

/** What ended a hold: a state or message that reports the end, without an amount. */
export interface HoldEnd {
  readonly ids: readonly string[];
  readonly events: readonly string[];
  /** The state, where one reports it. */
  readonly ended: Message['ended'];
}

/** What ended the hold of an authorization, undefined while it may hold. */
export type HoldEndOf = (authorization: Message) => HoldEnd | undefined;

const magnitude = (messages: readonly Message[], of: 'money' | 'original'): Big =>
  sum(messages.flatMap((message) => message[of]?.amount.abs() ?? []));

const takerKinds: readonly Message['kind'][] = ['clearing', 'reversal', 'release', 'expiry'];

/** The authorizations that a message takes from: those it names, else those of its card transaction, else all. */
export const sourcesOf = (
  message: Message,
  authorizations: readonly Message[],
): readonly Message[] => {
  const named = authorizations.filter(({ ids }) => ids.some((id) => message.names.includes(id)));
  if (named.length > 0) return named;
  const own = authorizations.filter(
    ({ cardTransaction }) =>
      cardTransaction !== undefined && cardTransaction === message.cardTransaction,
  );
  return own.length > 0 ? own : authorizations;
};

/** Whether everything authorized is used up in the merchant's currency, independent of what was billed. */
const isUsedUpInForeignCurrency = (
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

/** Whether billed amounts do not show what remains of the hold. */
const isAmbiguous = (
  currency: string,
  authorizations: readonly Message[],
  takers: readonly Message[],
  { foreignCurrency }: Posting,
): boolean =>
  foreignCurrency.length > 0 ||
  takers.some(({ money }) => money !== undefined && money.currency !== currency) ||
  (takers.some(({ kind }) => kind === 'clearing') &&
    authorizations.some(({ original }) => original && original.currency !== currency));

/**
 * What the open authorizations of a group hold while others have ended. Where a message may take from
 * either, the amount is known only if it is the same in both cases.
 */
const heldByOpen = (
  open: readonly Message[],
  ended: readonly Message[],
  taken: readonly Entry[],
): Big | undefined => {
  const parts = { open: ZERO, ended: ZERO, either: ZERO };
  for (const { amount, message } of taken) {
    const sources = message ? sourcesOf(message, [...open, ...ended]) : [];
    const side = sources.every((one) => open.includes(one))
      ? 'open'
      : sources.every((one) => ended.includes(one))
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
 * What a group still holds in a currency. Until a message takes from it, an authorization holds its
 * full amount; ended ones hold nothing, and what they still held is released.
 */
export const holdOf = (
  group: MessageGroup,
  posting: Posting,
  currency: string,
  holdEndOf: HoldEndOf,
): Hold => {
  if (group.awaited.length > 0)
    return { held: undefined, why: `no webhook has reported ${group.awaited.join(' or ')}` };
  const all = group.messages.filter(({ kind }) => kind === 'authorization');
  const authorizations = all.filter(({ money }) => money?.currency === currency);
  const takers = group.messages.filter(({ kind }) => takerKinds.includes(kind));
  const figure = (name: Entry['figure']): Big => total(posting.entries, name, currency);
  const rest = atLeastZero(figure('authorized').minus(figure('released')).minus(figure('cleared')));
  if (rest.eq(0)) return nothingLapsed(rest);
  const open = authorizations.filter((authorization) => !holdEndOf(authorization));
  const by = authorizations.flatMap((authorization) => holdEndOf(authorization) ?? []);
  if (open.length === 0) return { held: ZERO, lapsed: rest, by };
  if (isUsedUpInForeignCurrency(all, takers)) return { held: ZERO, lapsed: rest, by: takers };
  if (isAmbiguous(currency, authorizations, takers, posting))
    return {
      held: undefined,
      why: 'currencies differ, and no message reports the end of the hold',
    };
  if (by.length === 0) return nothingLapsed(rest);
  const ended = authorizations.filter((authorization) => !open.includes(authorization));
  const taken = posting.entries.filter(
    (entry) =>
      entry.currency === currency && (entry.figure === 'released' || entry.figure === 'cleared'),
  );
  const held = heldByOpen(open, ended, taken);
  if (held === undefined || held.gt(rest))
    return {
      held: undefined,
      why: 'some authorizations have ended, and the amounts do not show which',
    };
  return { held, lapsed: rest.minus(held), by };
};
