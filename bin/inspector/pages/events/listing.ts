import * as v from 'valibot';
import { domains, unrouted } from '../../../../functions/domains.ts';
import { outcomes } from '../../../../functions/shared/record/outcomes.ts';
import { type EventQuery, isIndexed } from '../../../webhooks/look/events/query.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** How far back to look by time alone, which takes a few requests per day; further on request. */
export const USUAL_DAYS = 7;
export const FURTHER_DAYS = '90';

/** Domains whose consumers archive. */
export const domainNames = [...domains, unrouted].map(({ name }) => name);

const schema = v.object({
  outcome: v.fallback(v.optional(v.picklist(outcomes)), undefined),
  domain: v.fallback(v.optional(v.picklist(domainNames)), undefined),
  days: v.fallback(v.optional(v.literal(FURTHER_DAYS)), undefined),
});

/** Which of the archive's events to show. */
export type Filter = v.InferOutput<typeof schema>;

/** The filter of an address; an unknown choice counts as none. */
export const filterOfQuery = (query: URLSearchParams): Filter =>
  v.parse(schema, Object.fromEntries(query));

const conditions = ({ outcome, domain }: Filter) => ({
  ...(outcome && { outcome }),
  ...(domain && { domain }),
});

/** Whether there may be older events than a filter looks at. */
export const looksNear = (filter: Filter): boolean =>
  filter.days === undefined && !isIndexed(conditions(filter));

/** A filter as a query of the archive. @param now epoch milliseconds. */
export const queryOf = (filter: Filter, now: number): EventQuery => {
  const until = now + MINUTE;
  const since = isIndexed(conditions(filter)) ? 0 : until - Number(filter.days ?? USUAL_DAYS) * DAY;
  return { ...conditions(filter), range: { since, until } };
};
