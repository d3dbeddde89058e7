import { type Drift, driftOf, plainPath } from './event/drift.ts';
import { brief } from './event/identifier.ts';
import type { DomainRuntime, Issue } from './event/interpret.ts';
import type { Log } from './log.ts';

/** Looks at an event that was handled: its body, and what its schema refused. */
export type Radar = (body: Uint8Array, issues: readonly Issue[]) => void;

/** Bodies that differ from each other in every field must not flood the log. */
const MOST_REPORTS = 100;

const parsed = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
};

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

/**
 * Reports what an event of one name and API version says that no schema knows, once for as long as
 * this process lives: paths, types and new words of a vocabulary, as a log line that is counted.
 */
export const createRadar = (runtime: DomainRuntime, log: Log): Radar => {
  const reported = new Set<string>();
  return (body, issues) => {
    if (reported.size >= MOST_REPORTS) return;
    const event = parsed(body);
    const name = textOf(event, 'name');
    if (name === '') return;
    const apiVersion = versionOf(event);
    for (const drift of [...driftOf(event, runtime), ...issues.map(refused)]) {
      const key = [name, apiVersion, drift.path, drift.sort].join();
      if (reported.has(key) || reported.size >= MOST_REPORTS) continue;
      reported.add(key);
      log.count('drift', { name, apiVersion, ...drift });
    }
  };
};
