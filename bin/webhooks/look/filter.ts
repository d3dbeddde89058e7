import type { ListedEvent } from '../../../functions/shared/query/headlines.ts';
import type { Outcome } from '../../../functions/shared/record/read.ts';
import { HEARTBEAT, isNamed, namesFrom } from '../pipeline/event-names.ts';
import { objectKeysOf } from '../pipeline/names.ts';

/** The options of a command line that select events. */
export interface FilterOptions {
  readonly name?: string;
  readonly domain?: string;
  readonly account?: string;
  readonly outcome?: Outcome;
  readonly object?: string;
}

/** Which events to show, regardless of when they were archived. */
export interface EventFilter {
  /** Names, or leading dot-separated parts of them. */
  readonly names?: readonly string[];
  readonly domain?: string;
  readonly account?: string;
  readonly outcome?: Outcome;
  /** Keys of objects; an event is about one of them. */
  readonly objects?: readonly string[];
  /** Names that it does not have. */
  readonly withoutNames?: readonly string[];
}

/** The filter of a command line. @throws Failure when there is no such kind of object. */
export const filterFrom = (options: FilterOptions): EventFilter => {
  const { name, domain, account, outcome, object } = options;
  return {
    ...(name === undefined ? {} : { names: namesFrom(name) }),
    ...(domain === undefined ? {} : { domain }),
    ...(account === undefined ? {} : { account }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(object === undefined ? {} : { objects: objectKeysOf([object]).map(({ pk }) => pk) }),
  };
};

/** The filter of a listing for a person: without the heartbeats of `doctor`, unless it asks for them. */
export const withoutHeartbeats = (filter: EventFilter): EventFilter =>
  filter.names === undefined && filter.domain === undefined
    ? { ...filter, withoutNames: [HEARTBEAT] }
    : filter;

/** Whether an event matches every condition of a filter. */
export const meets = (event: ListedEvent, filter: EventFilter): boolean => {
  const { names, domain, account, outcome, objects, withoutNames = [] } = filter;
  return (
    (names === undefined || isNamed(event.name, names)) &&
    (domain === undefined || event.domain === domain) &&
    (account === undefined || event.accountId === account) &&
    (outcome === undefined || event.outcome === outcome) &&
    (objects === undefined || objects.includes(event.object ?? '')) &&
    !withoutNames.includes(event.name ?? '')
  );
};
