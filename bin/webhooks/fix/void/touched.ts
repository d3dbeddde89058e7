import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { type Domain, hasRecords } from '../../../../functions/shared/domain.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';

/** The objects whose records some events set, by domain: each with those that the same events are about. */
export interface Touched {
  readonly domains: ReadonlyMap<Domain, ReadonlyMap<string, ReadonlySet<string>>>;
  readonly count: number;
  add(event: ArchivedEvent): Promise<void>;
}

/** None yet. */
export const createTouched = (): Touched => {
  const domains = new Map<Domain, Map<string, Set<string>>>();
  let count = 0;
  return {
    domains,
    get count() {
      return count;
    },
    add: async (event) => {
      const runtime = await loadRuntime(ownerOf(event.name ?? ''));
      const { domain } = runtime;
      if (!hasRecords(domain)) return;
      const { object, about = [], records } = judge({ body: event.body, receipt: event }, runtime);
      const homes = new Set([
        ...(object === undefined ? [] : [object]),
        ...about,
        ...records.map(({ pk }) => pk),
      ]);
      const objects = domains.get(domain) ?? new Map<string, Set<string>>();
      domains.set(domain, objects);
      for (const { pk } of records) {
        const others = objects.get(pk) ?? new Set();
        if (!objects.has(pk)) count += 1;
        objects.set(pk, others);
        for (const home of homes) others.add(home);
      }
    },
  };
};
