import { domains, unrouted } from '../../../../../functions/domains.ts';
import type { DriftLine } from '../../../../../functions/shared/query/logs/drifted.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, type CheckFinding, ok, warning } from '../check.ts';

const DAY_MS = 86_400_000;
/** Places that are named of each domain; all are counted. */
const MAX_NAMED = 5;

const sorts: Readonly<Record<string, string>> = {
  field: 'new field',
  form: 'another form',
  word: 'new value',
};

/** The distinct places of a domain that have drifted, in words. */
const placesOf = async (lines: AsyncIterable<DriftLine>): Promise<readonly string[]> => {
  const places = new Set<string>();
  for await (const { path, sort, found } of lines)
    places.add(`${path} (${sorts[sort] ?? sort}: ${found})`);
  return [...places].sort();
};

const findingOf = (domain: string, places: readonly string[]): CheckFinding => {
  const named = places.slice(0, MAX_NAMED).join(', ');
  const more = places.length - MAX_NAMED;
  return warning(
    `Events of ${domain} had ${counted(places.length, 'thing')} in the last day that no schema knows: ${named}${more > 0 ? ` and ${more} more` : ''}. The archive keeps them; records leave out a new field.`,
    `To read it, extend the schemas in functions/${domain}/ and raise the revision.`,
  );
};

/** Bodies have nothing that no schema knows. */
export const drift: Check = {
  name: 'drift',
  after: ['pipeline'],
  run: async ({ target }) => {
    const connected = await target();
    const since = Date.now() - DAY_MS;
    const found = await Promise.all(
      [...domains, unrouted].map(async ({ name }) => ({
        name,
        places: await placesOf(connected.drift(name, since)),
      })),
    );
    const drifted = found.filter(({ places }) => places.length > 0);
    if (drifted.length === 0) return [ok('Schemas knew everything in the events of the last day.')];
    return drifted.map(({ name, places }) => findingOf(name, places));
  },
};
