import { attributeTypesOf, valueTypes } from './declarations.ts';
import { definitionsIn, type Interface } from './reading.ts';

/** The module by which functions know the kinds of record without their schemas: see `bin/docs.ts`. */
export const recordFileOf = (domains: Interface): string => {
  const keys = definitionsIn(domains).map(
    ({ name, domain, pk, sk }) => `  ${name}: { domain: '${domain}', pk: '${pk}', sk: '${sk}' },`,
  );
  return [
    '// Derived from the records of the domains by `npm run docs`.',
    `/** The domain of each kind of record, and the patterns of its key. */\nexport const recordKeys = {\n${keys.join('\n')}\n} as const;`,
    valueTypes.replace('export type Decimal', 'type Decimal'),
    attributeTypesOf(domains),
    '',
  ].join('\n\n');
};
