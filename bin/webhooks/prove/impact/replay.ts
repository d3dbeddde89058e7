import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { owns } from '../../../../functions/shared/domain.ts';
import { fieldsOf } from '../../../../functions/shared/query/difference.ts';
import type * as Records from '../../../../functions/shared/record/domain-record.ts';
import type * as Family from '../../../../functions/shared/record/family.ts';
import type * as Judge from '../../../../functions/shared/record/judge.ts';
import type * as Attributes from '../../../../functions/shared/store/attributes.ts';
import type * as IndexKeys from '../../../../functions/shared/store/index-keys.ts';
import type * as StateItem from '../../../../functions/shared/store/state-item.ts';
import { Failure } from '../../terminal/failure.ts';
import type { Case } from './corpus.ts';

/** A record that results from a replay. */
export interface ReplayedRecord {
  readonly domain: string;
  readonly pk: string;
  readonly sk: string;
  /** As a table would store them, JSON text. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The results of some code on the cases. */
export interface Replay {
  /** Projection revisions by domain. */
  readonly revisions: Readonly<Record<string, number>>;
  /** For each case its records by domain and key, and each event's outcome in order. */
  readonly cases: ReadonlyMap<
    string,
    { readonly records: ReadonlyMap<string, ReplayedRecord>; readonly outcomes: readonly string[] }
  >;
}

/** Loads the functions under a root: not those that this tool was started with. */
const load = async (root: string) => {
  const file = (path: string): string => pathToFileURL(join(root, 'functions', path)).href;
  const registry: { domains: readonly Domain[] } = await import(file('domains.ts'));
  const judge: typeof Judge = await import(file('shared/record/judge.ts'));
  const records: typeof Records = await import(file('shared/record/domain-record.ts'));
  const stateItem: typeof StateItem = await import(file('shared/store/state-item.ts'));
  const indexKeys: typeof IndexKeys = await import(file('shared/store/index-keys.ts'));
  const attributes: typeof Attributes = await import(file('shared/store/attributes.ts'));
  const runtimes: Family.DomainRuntime[] = [];
  for (const domain of registry.domains) {
    const { families } = await import(file(`${domain.name}/families.ts`));
    runtimes.push({ domain, families });
  }
  return { ...judge, ...records, ...stateItem, ...indexKeys, ...attributes, runtimes };
};

/**
 * Replays cases through the functions under a root.
 * @throws Failure when their layout is not the one that this code knows.
 */
export const replayCases = async (root: string, cases: readonly Case[]): Promise<Replay> => {
  let code: Awaited<ReturnType<typeof load>>;
  try {
    code = await load(root);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'error';
    throw new Failure(`The functions in ${root} cannot be loaded as this version does: ${reason}`);
  }
  const itemOf = (name: string, record: Records.DomainRecord) => {
    const rules = code.runtimes.find(({ domain }) => domain.name === name)?.domain ?? {};
    return code.toItem(code.stateItem(code.withIndexKeys(record, rules)));
  };
  const replayOne = ({ deliveries }: Case) => {
    const joined = new Map<string, { domain: string; stored: Records.DomainRecord }>();
    const outcomes = deliveries.map((delivery) => {
      const { name } = JSON.parse(Buffer.from(delivery.body).toString());
      const runtime = code.runtimes.find(({ domain }) => owns(domain, name));
      if (!runtime) return 'unrouted';
      const verdict = code.judge(delivery, runtime);
      for (const record of verdict.records) {
        const key = `${runtime.domain.name}\n${record.pk}\n${record.sk}`;
        const current = joined.get(key);
        joined.set(key, {
          domain: runtime.domain.name,
          stored: current ? code.join(current.stored, record) : record,
        });
      }
      return verdict.outcome;
    });
    const records = new Map(
      [...joined].map(([key, { domain, stored }]) => {
        const fields = fieldsOf(itemOf(domain, stored));
        return [key, { domain, pk: stored.pk, sk: stored.sk, fields }];
      }),
    );
    return { records, outcomes };
  };
  return {
    revisions: Object.fromEntries(
      code.runtimes.map(({ domain }) => [domain.name, domain.revision]),
    ),
    cases: new Map(cases.map((one) => [one.name, replayOne(one)])),
  };
};
