import { domains, unrouted } from '../../../../functions/domains.ts';
import { outcomes } from '../../../../functions/shared/record/outcomes.ts';
import { type EventQuery, isIndexed } from '../../../webhooks/look/events/query.ts';
import { type EventFilter, type FilterOptions, filterFrom } from '../../../webhooks/look/filter.ts';
import { HEARTBEAT } from '../../../webhooks/pipeline/event-names.ts';
import { commandLine, type PipelineOptions } from '../../../webhooks/terminal/command-line.ts';
import { named, rangeFrom } from '../../../webhooks/terminal/options.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How far back to look by time alone, which takes a few requests per day; further on request. */
const byTime = { days: 7, further: '90d' };
/** The same by a text, which reads every body. */
const byText = { days: 1, further: '7d' };

/** Events of a page. */
export const PAGE = 50;

/** Domains whose consumers archive. */
export const domainNames = [...domains, unrouted].map(({ name }) => name);

/** Which of the archive's events to show, as an address has it: in the words of `webhooks events`. */
export type Filter = Readonly<FilterOptions> & {
  readonly since?: string;
  readonly until?: string;
  /** What bodies contain. */
  readonly text?: string;
  /** With the heartbeats of `webhooks doctor`. */
  readonly heartbeats?: 'shown';
};

/** Its texts by the names that the address and the options of the tool have for them. */
export const textFields = ['name', 'object', 'account', 'text', 'since', 'until'] as const;

/** One of several words. @throws Failure when it is none of them. */
const oneOf = <T extends string>(kind: string, text: string, among: readonly T[]): T =>
  named(
    kind,
    text,
    among.map((name) => ({ name })),
  ).name;

/** The filter of an address. @throws Failure when there is no such outcome or domain. */
export const filterOfQuery = (query: URLSearchParams): Filter => {
  const texts = textFields.flatMap((field) => {
    const text = query.get(field)?.trim();
    return text ? [[field, text]] : [];
  });
  const [outcome, domain] = [query.get('outcome'), query.get('domain')];
  return {
    ...Object.fromEntries(texts),
    ...(outcome && { outcome: oneOf('outcome', outcome, outcomes) }),
    ...(domain && { domain: oneOf('domain', domain, domainNames) }),
    ...(query.get('heartbeats') === 'shown' && { heartbeats: 'shown' }),
  };
};

/** Whether heartbeats would be among the events of a filter that does not name them. */
export const mayHoldHeartbeats = ({ name, object, text, outcome, domain }: Filter): boolean =>
  [name, object, text].every((one) => one === undefined) &&
  [outcome, domain].every((one) => one === undefined || one === unrouted.name);

const conditionsOf = (filter: Filter): EventFilter => ({
  ...filterFrom(filter),
  ...(mayHoldHeartbeats(filter) &&
    filter.heartbeats === undefined && { withoutNames: [HEARTBEAT] }),
});

/** How many days back a filter looks without a time, and how far on request. */
export const reachOf = ({ text }: Filter): typeof byTime => (text === undefined ? byTime : byText);

/** Whether there may be older events than a filter looks at. */
export const looksNear = (filter: Filter): boolean =>
  filter.since === undefined && !isIndexed(filterFrom(filter));

/**
 * A filter as a query of the archive.
 * @param now epoch milliseconds.
 * @throws Failure when there is no such kind of object or time.
 */
export const queryOf = (filter: Filter, now: number): EventQuery => {
  const conditions = conditionsOf(filter);
  const { since, until = now + MINUTE } = rangeFrom(filter, now, ['Since', 'Until']);
  const usual = isIndexed(conditions) ? 0 : until - reachOf(filter).days * DAY;
  const { text } = filter;
  return { ...conditions, range: { since: since ?? usual, until }, ...(text && { text }) };
};

/** The command that lists the same events. */
export const listingCommand = (filter: Filter, pipeline: PipelineOptions): string => {
  const { heartbeats: _, ...options } = {
    ...(looksNear(filter) && { since: `${reachOf(filter).days}d` }),
    ...filter,
  };
  const given = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  return commandLine('events', { options: [...given, '--limit', String(PAGE)], pipeline });
};
