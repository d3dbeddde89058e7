import type { AnyChange } from '../../../functions/shared/change/any-change.ts';
import { changeOf } from '../../../functions/shared/change/change-of.ts';
import { MASK } from '../../../functions/shared/erasure/mask.ts';
import { type DomainRecord, join } from '../../../functions/shared/record/domain-record.ts';
import { toItem } from '../../../functions/shared/store/attributes.ts';
import { recordMetadata, stateItem } from '../../../functions/shared/store/state-item.ts';
import type { Item } from '../../support/tables/tables.ts';
import type { World } from './world.ts';

/* What happens to a table beside webhooks, and what a replay sends. */

/** Chooses a number below a limit. */
export type Choose = (limit: number) => number;

/** An item with every text of its record masked, as an erasure leaves it. */
const masked = (item: Item): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      recordMetadata.has(name) || value.S === undefined ? value : { S: MASK },
    ]),
  );

/** Repairs a record to an earlier state of it, erases it, or takes it away, as a void does. */
export const rewrite = ({ tables, writes }: World, choose: Choose): void => {
  const items = [...tables.items('state').values()];
  const item = items[choose(Math.max(1, items.length))];
  if (item === undefined) return;
  const earlier = writes.flatMap(({ before }): readonly Item[] =>
    before?.['pk']?.S === item['pk']?.S && before?.['sk']?.S === item['sk']?.S
      ? [before ?? {}]
      : [],
  );
  const options = [masked(item), undefined, ...earlier];
  tables.rewrite(item, options[choose(options.length)]);
};

/**
 * The changes that the archived events of a record are, as a replay computes them: each joined with those
 * that were archived before it.
 */
export const replayedOf = (records: readonly DomainRecord[]): readonly AnyChange[] => {
  let before: DomainRecord | undefined;
  return records.flatMap((record) => {
    const after = before === undefined ? record : join(before, record);
    const images = {
      before: before && toItem(stateItem(before)),
      after: toItem(stateItem(after)),
    };
    before = after;
    return changeOf(images, { position: '', publishedAt: '', replay: true }) ?? [];
  });
};
