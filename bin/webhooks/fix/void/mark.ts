import { isDeepStrictEqual } from 'node:util';
import { loadRuntime, ownerOf } from '../../../../functions/runtimes.ts';
import { archivedUnder } from '../../../../functions/shared/query/archive.ts';
import { judge } from '../../../../functions/shared/record/judge.ts';
import { dynamodbStore } from '../../../../functions/shared/store/dynamodb.ts';
import { receiptsOf, withReceipts } from '../../../../functions/shared/store/receipts.ts';
import type { ArchivedEvent, Headline } from '../../../../functions/shared/store/store.ts';
import { type VoidEntry, voids } from '../../pipeline/control/void-rule.ts';
import type { Target } from '../../pipeline/target.ts';

/** How many times a concurrent change may win before an event is left to the next run. */
const MAX_ROUNDS = 8;

/** An event as a rule makes it, or as it is without the rule where that is undone. */
export const under = (entry: VoidEntry, event: ArchivedEvent): ArchivedEvent => {
  const isCurrent = entry.undoneAt === undefined;
  const receipts = receiptsOf(event).map((receipt) => {
    const others = receipt.voidedBy.filter((id) => id !== entry.id);
    const isVoid = isCurrent && voids(entry, event, receipt);
    return { ...receipt, voidedBy: isVoid ? [...others, entry.id].sort() : others };
  });
  return isDeepStrictEqual(receipts, receiptsOf(event)) ? event : withReceipts(event, receipts);
};

const current = async (
  target: Target,
  { id, digest }: Headline,
): Promise<ArchivedEvent | undefined> =>
  (await archivedUnder(target.tables.events, id)).find((event) => event.digest === digest);

/** Marks an archived event as a rule makes it. @returns whether it is; if not, it kept changing. */
export const mark = async (
  target: Target,
  entry: VoidEntry,
  event: ArchivedEvent,
): Promise<boolean> => {
  const store = dynamodbStore(target.dynamodb, { events: target.tables.events.name }, {});
  let before: ArchivedEvent | undefined = event;
  for (let round = 0; before !== undefined && round < MAX_ROUNDS; round += 1) {
    const after: ArchivedEvent = under(entry, before);
    if (after === before) return true;
    const { body, ...headline } = after;
    const { version, about } = judge(
      { body, receipt: after },
      await loadRuntime(ownerOf(after.name ?? '')),
    );
    const confirmed = { ...headline, version, ...(about && { about }) };
    if ((await store.confirm(before, confirmed)) === undefined) return true;
    before = await current(target, event);
  }
  return before === undefined;
};
