import { dueOf } from '../../shared/change/change-of.ts';
import { type ChangeMessage, messageOf } from '../../shared/change/message.ts';
import { sha256 } from '../../shared/event/identifier.ts';
import { isoTime } from '../../shared/event/time.ts';
import type { Log } from '../../shared/lambda/log.ts';
import { type OpenRecord, openWork, type WorkOf } from '../../shared/query/open-work.ts';
import type { Tables } from '../../shared/query/table.ts';
import { effectKey } from '../../shared/reaction/ledger.ts';
import { toItem } from '../../shared/store/attributes.ts';
import { stateItem } from '../../shared/store/state-item.ts';

/** Which dues are published: each once, however often the pass looks. */
export interface PublishedDues {
  has(key: string): Promise<boolean>;
  /** @param dueAt UTC text. */
  note(key: string, dueAt: string): Promise<void>;
}

interface PassDependencies {
  readonly tables: Tables;
  readonly kinds: readonly WorkOf[];
  /** How long before work is due it is published. */
  readonly hours: number;
  readonly published: PublishedDues;
  /** @param deduplicationId the same for the same due. */
  readonly publish: (message: ChangeMessage, deduplicationId: string) => Promise<void>;
  readonly log: Pick<Log, 'info'>;
  readonly now: () => number;
}

const HOUR_MILLISECONDS = 3_600_000;

/** A record of which work is due at a time. */
const keyOf = ({ record, dueAt }: OpenRecord): string =>
  effectKey('due', `${record.pk}#${record.sk}#${dueAt}`);

/**
 * Publishes the open work that is due within some hours, or was: each record once for each due time. It is
 * noted after it is published, so that a crash publishes it again rather than never.
 */
export const pass = async (dependencies: PassDependencies): Promise<void> => {
  const { tables, kinds, hours, published, publish, log, now } = dependencies;
  const publishedAt = isoTime(now()) ?? '';
  const by = isoTime(now() + hours * HOUR_MILLISECONDS);
  const counts = { published: 0, repeated: 0 };
  for await (const due of openWork(tables, kinds, { by })) {
    const { record, dueAt } = due;
    const change = dueAt && dueOf(toItem(stateItem(record)), { dueAt, publishedAt });
    if (!dueAt || !change) continue;
    const key = keyOf(due);
    if (await published.has(key)) counts.repeated += 1;
    else {
      await publish(messageOf(change), sha256(key));
      await published.note(key, dueAt);
      counts.published += 1;
    }
  }
  log.info('due', { by, ...counts });
};
