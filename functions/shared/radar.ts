import { brief } from './event/identifier.ts';
import type { Log } from './lambda/log.ts';
import { type DomainRuntime, type Family, familyOf } from './record/family.ts';
import type { Issue } from './record/projection.ts';
import { type Drift, driftOf, plainPath } from './schema/drift.ts';

/** Looks at an event that was handled: its parsed body, and what its schema refused. */
export type Radar = (event: unknown, issues: readonly Issue[]) => void;

/**
 * Lines of each sort at most, in the life of a process, that repeat for another event name or API version
 * what was reported of the family. Bodies that differ from each other in every field must not flood the log.
 */
const MOST_REPEATS = 100;
/** First reports at most: of a family's fields, of its forms, and of the words of each of its fields. */
const MOST_FIRST = 100;

const textOf = (event: unknown, name: 'name' | 'version'): string => {
  const value = typeof event === 'object' && event !== null && Reflect.get(event, name);
  return typeof value === 'string' ? brief(value) : '';
};

/** An API version is a day; anything else is not repeated. */
const versionOf = (event: unknown): string => {
  const version = textOf(event, 'version');
  return version === '' || /^\d{4}-\d\d-\d\d$/.test(version) ? version : '?';
};

const refused = ({ path, received }: Issue): Drift => ({
  path: plainPath(path),
  sort: 'form',
  found: received,
});

/** Remembers what is new in each family, and answers whether this is the first time that it is seen. */
const createFirstSights = () => {
  const families = new Map<Family | undefined, Map<string, Set<string>>>();
  return (family: Family | undefined, { sort, path, found }: Drift): boolean => {
    const [kind, one] = sort === 'word' ? [`word ${path}`, found] : [sort, path];
    const kinds = families.get(family) ?? new Map<string, Set<string>>();
    const seen = kinds.get(kind) ?? new Set();
    families.set(family, kinds.set(kind, seen));
    if (seen.has(one) || seen.size >= MOST_FIRST) return false;
    seen.add(one);
    return true;
  };
};

/**
 * Reports what an event of one name and API version has that no schema knows, once for as long as
 * this process lives: paths, types and new words of a vocabulary, as a log line that is counted.
 */
export const createRadar = (runtime: DomainRuntime, log: Log): Radar => {
  const reported = new Set<string>();
  const repeats = { field: 0, form: 0, word: 0 };
  const isFirst = createFirstSights();
  /** The first of each field is always reported, others up to a number of each sort. */
  const isReportable = (family: Family | undefined, drift: Drift): boolean => {
    if (isFirst(family, drift)) return true;
    if (repeats[drift.sort] >= MOST_REPEATS) return false;
    repeats[drift.sort] += 1;
    return true;
  };
  return (event, issues) => {
    const name = textOf(event, 'name');
    if (name === '') return;
    const apiVersion = versionOf(event);
    const family = familyOf(runtime, name);
    for (const drift of [...driftOf(event, family ?? {}), ...issues.map(refused)]) {
      const { path, sort } = drift;
      const key = [name, apiVersion, path, sort, sort === 'word' ? drift.found : ''].join();
      if (reported.has(key) || !isReportable(family, drift)) continue;
      reported.add(key);
      log.count('drift', { name, apiVersion, ...drift });
    }
  };
};
