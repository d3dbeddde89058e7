import { domains } from '../../../functions/domains.ts';
import { identifier, key } from '../../../functions/shared/event/identifier.ts';
import type { Item } from '../../../functions/shared/query/items.ts';
import type { Reader } from '../pipeline/records.ts';

/** The name of the archive where the others are names of domains. */
export const EVENTS = 'events';

/** The items of an object and of what belongs to it, each once. */
export const itemsOf = async (
  reader: Reader,
  domainName: string,
  id: string,
): Promise<readonly Item[]> => {
  const events = await (domainName === EVENTS ? reader.event(identifier(id)) : []);
  const domain = domains.find(({ name }) => name === domainName);
  const found = await Promise.all(
    domain
      ? domain.objects.flatMap((kind) => [
          reader.object(domain, key(kind, id)),
          reader.related(domain, key(kind, id)),
        ])
      : [],
  );
  const items = new Map<string, Item>();
  for (const item of found.flat()) items.set(JSON.stringify([item['pk'], item['sk']]), item);
  return [...events, ...items.values()];
};
