import { type Drift, driftOf, plainPath } from './event/drift.ts';
import { brief } from './event/identifier.ts';
import { type DomainRuntime, type Family, familyOf, type Issue } from './event/interpret.ts';
import type { Log } from './log.ts';

/** Looks at an event that was handled: its parsed body, and what its schema refused. */
export type Radar = (event: unknown, issues: readonly Issue[]) => void;

/**
 * Lines of each sort at most, in the life of a process: bodies that differ from each other in every
 * field must not flood the log. Each sort has its own, so that fields cannot use up those of words.
 */
const MOST_REPORTS = 100;
/** Different new words of one field that are reported beyond that: a new status always is. */
const MOST_WORDS = 100;

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

/** Remembers each field's new words, and answers whether this is the first time that one is seen. */
const createWords = () => {
  const families = new Map<Family | undefined, Map<string, Set<string>>>();
  return (family: Family | undefined, { path, found }: Drift): boolean => {
    const fields = families.get(family) ?? new Map<string, Set<string>>();
    const words = fields.get(path) ?? new Set();
    families.set(family, fields.set(path, words));
    if (words.has(found) || words.size >= MOST_WORDS) return false;
    words.add(found);
    return true;
  };
};

/**
 * Reports what an event of one name and API version has that no schema knows, once for as long as
 * this process lives: paths, types and new words of a vocabulary, as a log line that is counted.
 */
export const createRadar = (runtime: DomainRuntime, log: Log): Radar => {
  const reported = new Set<string>();
  const reports = { field: 0, form: 0, word: 0 };
  const isFirst = createWords();
  return (event, issues) => {
    const name = textOf(event, 'name');
    if (name === '') return;
    const apiVersion = versionOf(event);
    const family = familyOf(runtime, name);
    for (const drift of [...driftOf(event, runtime), ...issues.map(refused)]) {
      const { path, sort } = drift;
      const key = [name, apiVersion, path, sort, sort === 'word' ? drift.found : ''].join();
      if (reported.has(key)) continue;
      const isFree = sort === 'word' && isFirst(family, drift);
      if (!isFree && reports[sort] >= MOST_REPORTS) continue;
      if (!isFree) reports[sort] += 1;
      reported.add(key);
      log.count('drift', { name, apiVersion, ...drift });
    }
  };
};
