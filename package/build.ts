import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { domains } from '../functions/domains.ts';
import { loadInterface } from '../functions/runtimes.ts';
import { hasRecords } from '../functions/shared/domain.ts';
import { declarationsOf } from './declarations.ts';
import { jsonSchemasOf } from './json-schemas.ts';

/* What `npm pack` does first: builds the package, which needs no other one, into `dist`. */

const folder = import.meta.dirname;

/** The module that the package is: what is in it of each domain of the registry. */
const entry = [
  "import { packaged } from './packaged.ts';",
  "export { interfaceVersion, UnreadableItem } from './packaged.ts';",
  ...domains
    .filter(hasRecords)
    .map(({ name }) => `import { records as ${name} } from '../functions/${name}/records.ts';`),
  `export const { readRecord, schemas } = packaged({ ${domains.map(({ name }) => name).join(', ')} });`,
].join('\n');

const dist = join(folder, 'dist');
const write = (file: string, text: string): void => writeFileSync(join(dist, file), text);

const kinds = await loadInterface();
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);
await build({
  stdin: { contents: entry, resolveDir: folder, loader: 'ts' },
  outfile: join(dist, 'index.js'),
  bundle: true,
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  format: 'esm',
  legalComments: 'inline',
  logLevel: 'warning',
});
write('index.d.ts', declarationsOf(kinds));
write('schemas.json', `${JSON.stringify(jsonSchemasOf(kinds))}\n`);
