import { domains } from '../../../../../functions/domains.ts';
import type { Domain, Lookup } from '../../../../../functions/shared/domain.ts';
import { key } from '../../../../../functions/shared/event/identifier.ts';
import type { Item } from '../../../../../functions/shared/query/items.ts';
import {
  paymentsOf,
  recordsAboutAccount,
  recordsWithKey,
} from '../../../../../functions/shared/query/lookups.ts';
import type { Target } from '../../../pipeline/target.ts';

/** Records of a domain that were found by something else than their own id. */
export interface FoundRecords {
  /** By what: `merchant_order_id`, `customer`, `account`. */
  readonly by: string;
  readonly domain: string;
  readonly records: readonly Item[];
  /** Whether there are more than these. */
  readonly more: boolean;
}

/** Records of one domain that are read at most: an account may have millions. */
const MOST = 100;

const some = async (
  by: string,
  { name: domain }: Domain,
  found: AsyncIterable<Item>,
): Promise<readonly FoundRecords[]> => {
  const records: Item[] = [];
  for await (const item of found) {
    if (records.length === MOST) return [{ by, domain, records, more: true }];
    records.push(item);
  }
  return records.length === 0 ? [] : [{ by, domain, records, more: false }];
};

/** What the records of a domain are found by through an index. */
const namesIn = ({ lookups = [] }: Domain, index: Lookup['index']): ReadonlySet<string> =>
  new Set(lookups.filter((one) => one.index === index).map(({ as }) => as));

/** The records that have a key which the integrator chose, such as an order's number. */
export const byOwnKey = async (
  { tables }: Target,
  value: string,
): Promise<readonly FoundRecords[]> => {
  const lookups = domains.flatMap((domain) =>
    [...namesIn(domain, 'lookup')].map((name) =>
      some(name, domain, recordsWithKey(tables.of(domain), key(name, value))),
    ),
  );
  return (await Promise.all(lookups)).flat();
};

/** The payments of those objects that are customers, by their keys. */
export const byCustomer = async (
  { tables }: Target,
  objects: readonly string[],
): Promise<readonly FoundRecords[]> => {
  const lookups = domains.flatMap((domain) =>
    [...namesIn(domain, 'byCustomer')].flatMap((kind) =>
      objects
        .filter((object) => object.startsWith(`${kind}#`))
        .map((object) => some(kind, domain, paymentsOf(tables.of(domain), object))),
    ),
  );
  return (await Promise.all(lookups)).flat();
};

/** The records of each domain that are about an account; undefined where the stage does not index them. */
export const byAccount = async (
  { tables }: Target,
  id: string,
): Promise<readonly FoundRecords[] | undefined> => {
  const lookups = domains.map((domain) =>
    some('account', domain, recordsAboutAccount(tables.of(domain), id)),
  );
  try {
    return (await Promise.all(lookups)).flat();
  } catch (error) {
    if (error instanceof Error && error.name === 'NotIndexedByAccount') return undefined;
    throw error;
  }
};
