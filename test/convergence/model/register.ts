import type { Delivery } from '../../../functions/shared/event/message.ts';
import type { DomainRecord } from '../../../functions/shared/record/domain-record.ts';
import type { DomainRuntime } from '../../../functions/shared/record/family.ts';
import { judge } from '../../../functions/shared/record/judge.ts';
import { holds } from '../../support/tables/condition.ts';
import { receiptAt } from '../../support/tables/expected-records.ts';
import type { Item } from '../../support/tables/tables.ts';
import type { Protocol } from './protocol.ts';
import { nextPut } from './requests.ts';

/** A consumer's put: which message's record, by which send time, after reading which item. */
interface Put {
  readonly message: number;
  readonly sentAt: number;
  readonly read: number;
}

/** What became of a put: the item that is stored now, that it failed, or that none was needed. */
type Result = { readonly item: number } | 'failed' | 'done';

/** The one record that deliveries are about. Its items are numbers, so that states compare quickly. */
export interface Register {
  readonly rowOf: (message: number, sentAt: number) => DomainRecord;
  /** The item of a number; undefined for −1. */
  readonly itemOf: (number: number) => Item | undefined;
  readonly put: (put: Put, stored: number) => Promise<Result>;
}

/** @throws when an event of the deliveries sets no record, or several. */
export const register = (
  deliveries: readonly Delivery[],
  runtime: DomainRuntime,
  protocol: Protocol,
): Register => {
  const judged = new Map<string, DomainRecord>();
  const rowOf = (message: number, sentAt: number): DomainRecord => {
    const key = `${message} ${sentAt}`;
    const known = judged.get(key);
    if (known !== undefined) return known;
    const delivery = deliveries[message];
    const [record, ...others] = delivery ? judge(delivery, runtime, receiptAt(sentAt)).records : [];
    if (record === undefined || others.length > 0)
      throw new Error('The model knows one record only.');
    judged.set(key, record);
    return record;
  };

  const items: Item[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (item: Item): number => {
    const key = JSON.stringify(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
    const number = numbers.get(key) ?? items.push(item) - 1;
    numbers.set(key, number);
    return number;
  };

  const results = new Map<string, Result>();
  const resultOf = async ({ message, sentAt, read }: Put, stored: number): Promise<Result> => {
    const record = rowOf(message, sentAt);
    const built = await nextPut(record, items[read]);
    if (built === undefined) return 'done';
    const request = protocol.tamper?.(built, record, items[read]) ?? built;
    return holds(request, items[stored]) ? { item: numberOf(request.Item ?? {}) } : 'failed';
  };

  return {
    rowOf,
    itemOf: (number) => items[number],
    put: async (put, stored) => {
      const key = `${put.message} ${put.sentAt} ${put.read} ${stored}`;
      const result = results.get(key) ?? (await resultOf(put, stored));
      results.set(key, result);
      return result;
    },
  };
};
