import type { Target } from '../../../bin/webhooks/pipeline/target.ts';
import { domains } from '../../../functions/domains.ts';
import type { Domain } from '../../../functions/shared/domain.ts';
import { sha256 } from '../../../functions/shared/event/identifier.ts';
import { archivedEvents } from '../../../functions/shared/query/archive.ts';
import { recordKey, storedRecords } from '../../../functions/shared/query/records.ts';
import { createPipeline } from '../../support/pipeline/pipeline.ts';
import { itemText } from '../../support/tables/item-text.ts';
import type { Webhook } from './traffic.ts';

/** What differs from a run without faults: nothing, if the pipeline keeps its promises. */
interface Differences {
  /** Acknowledged events that are missing from the archive. */
  readonly lost: readonly string[];
  /** Events that the archive holds more than once, or that were never sent. */
  readonly repeated: readonly string[];
  /** Records that are not what a run without faults makes of the same events. */
  readonly different: readonly string[];
}

/** A pipeline without faults that gets the same events, to compare with. */
export interface Proof {
  /** Adds an acknowledged event. */
  acknowledged(webhook: Webhook): void;
  /** The number of different events acknowledged so far. */
  readonly events: number;
  /** Compares the archive and every table with those of the pipeline without faults. */
  differences(target: Target): Promise<Differences>;
}

const keyOf = (id: string, digest: string): string => `${id} ${digest}`;

export const createProof = (): Proof => {
  const faultless = createPipeline();
  const expected = new Map<string, Webhook>();
  const fresh: Webhook[] = [];

  const run = async (): Promise<void> => {
    for (const { body } of fresh.splice(0)) await faultless.post(body);
    await faultless.drain();
  };

  const differencesOf = async (target: Target, domain: Domain): Promise<readonly string[]> => {
    const records = [...(faultless.stores.get(domain.name)?.records.values() ?? [])];
    const missing = new Map(records.map((record) => [recordKey(record), itemText(record)]));
    const different: string[] = [];
    for await (const record of storedRecords(target.tables.of(domain))) {
      const key = recordKey(record);
      if (missing.get(key) !== itemText(record)) different.push(key);
      missing.delete(key);
    }
    return [...different, ...missing.keys()].map(
      (key) => `${domain.name} ${key.replace('\n', ' ')}`,
    );
  };

  return {
    acknowledged: (webhook) => {
      const key = keyOf(webhook.id, sha256(webhook.body));
      if (!expected.has(key)) fresh.push(webhook);
      expected.set(key, webhook);
    },
    get events() {
      return expected.size;
    },
    differences: async (target) => {
      await run();
      const missing = new Set(expected.keys());
      const repeated: string[] = [];
      for await (const { id, digest } of archivedEvents(target.tables.events))
        if (!missing.delete(keyOf(id, digest))) repeated.push(id);
      const different = await Promise.all(domains.map((domain) => differencesOf(target, domain)));
      return { lost: [...missing], repeated, different: different.flat() };
    },
  };
};
