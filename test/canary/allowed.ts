import { domains } from '../../functions/domains.ts';
import type { ProjectedRecord, Projection } from '../../functions/shared/record/projection.ts';
import { interpret } from '../support/interpret.ts';
import { privacyOf, runtimes } from '../support/runtimes.ts';
import { samplesOf } from '../support/samples.ts';
import { inEveryForm, inEveryText } from './planted.ts';
import { placesIn } from './sentinels.ts';

/*
 * Where a sentinel may be found: of a domain's events in what its projections keep, but for what its
 * `privacy.ts` names. Everything else stays in the archived body.
 */

/** Places in which a sentinel is allowed. */
export type Allowance = (place: string) => boolean;

/** What the projections of all domains keep of events that are full of sentinels. */
const projections: readonly Projection[] = runtimes.flatMap(({ domain, families }) =>
  samplesOf(domain.name)
    .flatMap(({ body }) => [inEveryText(domain.name, body), inEveryForm(domain.name, body)])
    .flatMap((body) => interpret(families, body).projection ?? []),
);

const records: readonly ProjectedRecord[] = projections.flatMap((projection) => projection.records);

/** What keys and links are made of. */
const inKeys: ReadonlySet<string> = new Set([
  ...placesIn(
    JSON.stringify([
      projections.map(({ object }) => object),
      records.map(({ pk, sk, related }) => [pk, sk, related?.to]),
    ]),
  ),
  // An event that no sample shows, of a family that is known.
  'stray: data.id',
]);

const kept: ReadonlySet<string> = new Set(placesIn(JSON.stringify(records)));

/** Whether a domain names a place's field as private, or no schema knows it. */
const isPrivate = (place: string): boolean => {
  const [name, path = ''] = place.split(': ');
  const domain = domains.find((one) => one.name === name);
  const field = path.replaceAll('[]', '').split('.').at(-1) ?? '';
  return (
    !domain || place.includes(' a new field of ') || privacyOf(domain).privateNames.test(field)
  );
};

/** The fields whose new words are drift: only a `drift` line has them, and only one that is a word. */
const vocabulary: ReadonlySet<string> = new Set(
  runtimes.flatMap(({ domain, families }) =>
    Object.values(families).flatMap(({ words = {} }) =>
      Object.keys(words).map((path) => `${domain.name}: data.${path}`),
    ),
  ),
);

const envelope = (...fields: readonly string[]): Allowance => {
  const allowed = new RegExp(`^\\w+: (${fields.join('|')})$`);
  return (place) => allowed.test(place);
};

const account = ['account_id', 'accountId'];

/** In a log line or a metric: what makes an event findable. */
export const inLines: Allowance = envelope('id', ...account);

/** In a line that reports drift, as the word that was found. */
export const inDrift: Allowance = (place) => inLines(place) || vocabulary.has(place);

const inHeadlines = envelope('id', 'version', 'org_id', 'app_id', ...account);

/** In what the tool prints of events. */
export const inListings: Allowance = (place) => inHeadlines(place) || inKeys.has(place);

/** In a state table, and in what the tool prints of its records. */
export const inRecords: Allowance = (place) =>
  inListings(place) || (kept.has(place) && !isPrivate(place));

/** In a message's attributes, an answer to a request, and everywhere else. */
export const nowhere: Allowance = () => false;

/** The places of the sentinels in a text that are not allowed there. */
export const leaks = (text: string, allowed: Allowance): readonly string[] =>
  placesIn(text).filter((place) => !allowed(place));

const messageOf = (line: string): unknown => JSON.parse(line).message;

/** The same of lines that functions have written. @throws SyntaxError when one is no JSON. */
export const leaksInLines = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => leaks(line, messageOf(line) === 'drift' ? inDrift : inLines));
