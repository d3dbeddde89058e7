import {
  scopeItem,
  scopeOf,
  timeOf,
  timeValue,
  type VoidRule,
  type VoidScope,
} from '../../../../functions/shared/control/rules.ts';
import { isVoidedBy } from '../../../../functions/shared/control/voiding.ts';
import type { Item } from '../../../../functions/shared/query/items.ts';
import type { ArchivedEvent, VerifiedReceipt } from '../../../../functions/shared/store/store.ts';
import { controlTable } from '../../../../functions/shared/tables.ts';

/** Which events a rule is about: these, or what a secret signed and the ingress received in a time. */
export type VoidSelection = { readonly events: readonly string[] } | VoidScope;

/** A rule by which events are void, as the control table keeps it permanently. */
export interface VoidEntry {
  readonly id: string;
  readonly selection: VoidSelection;
  readonly reason: string;
  /** The ARN of who made it. */
  readonly by: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** Since when it holds no longer, epoch milliseconds. */
  readonly undoneAt?: number | undefined;
}

/** The rule that consumers hold, where it is about a secret. */
export const ruleOf = ({ id, selection }: VoidEntry): VoidRule | undefined =>
  'label' in selection ? { id, ...selection } : undefined;

/**
 * Whether a rule voids a receipt of an event. Of an event that it names it voids what came before the rule:
 * when Airwallex sends that again, it counts.
 */
export const voids = (
  { selection, at }: VoidEntry,
  { id }: Pick<ArchivedEvent, 'id'>,
  receipt: VerifiedReceipt,
): boolean =>
  'label' in selection
    ? isVoidedBy(receipt, selection)
    : selection.events.includes(id) && receipt.receivedAt < at;

const selectionItem = (selection: VoidSelection): Item =>
  'label' in selection
    ? scopeItem(selection)
    : { events: { L: selection.events.map((id) => ({ S: id })) } };

/** A rule as an item of the control table. */
export const entryItem = ({ id, selection, reason, by, at, undoneAt }: VoidEntry): Item => ({
  [controlTable.hash]: { S: controlTable.voids },
  [controlTable.range]: { S: id },
  ...selectionItem(selection),
  reason: { S: reason },
  by: { S: by },
  at: timeValue(at),
  ...(undoneAt !== undefined && { undoneAt: timeValue(undoneAt) }),
});

/** The reverse of {@link entryItem}. */
export const entryFrom = (item: Item): VoidEntry => ({
  id: item[controlTable.range]?.S ?? '',
  selection:
    item['events'] === undefined
      ? scopeOf(item)
      : { events: item['events'].L?.flatMap(({ S }) => S ?? []) ?? [] },
  reason: item['reason']?.S ?? '',
  by: item['by']?.S ?? '',
  at: timeOf(item['at']) ?? 0,
  undoneAt: timeOf(item['undoneAt']),
});
