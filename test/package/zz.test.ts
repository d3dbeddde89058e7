import { domains } from '../../functions/domains.ts';
import { attributesOf, pathsIn } from '../../package/attributes.ts';
import { plainItem } from '../../package/plain.ts';
import { readerOf } from '../../package/read-record.ts';
import { definitionsIn } from '../../package/reading.ts';
import { definitionsOf } from '../support/runtimes.ts';
import { itemsOfSamples } from './items.ts';

it('x', () => {
  const all = Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)]));
  const read = readerOf(all);
  const items = domains.flatMap((d) => itemsOfSamples(d)).flatMap((s) => s.items);
  const out: string[] = [];
  for (const { name, schema } of definitionsIn(all)) {
    const paths = items
      .filter((i) => {
        try {
          return read(i).record === name;
        } catch {
          return false;
        }
      })
      .flatMap((i) => pathsIn(plainItem(i)));
    out.push(
      name +
        ': ' +
        attributesOf(schema)
          .map((a) => a.path)
          .filter((p) => !paths.includes(p))
          .join(', '),
    );
  }
  console.log(out.join('\n'));
});
