import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { domains } from '../functions/domains.ts';
import { loadInterface } from '../functions/runtimes.ts';
import { hasRecords } from '../functions/shared/domain.ts';
import { declarationsOf, ledgerDeclarations } from './declarations.ts';
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

/** The types of the ledger's results, which need no others. */
const report = '../functions/issuing/ledger/spend-report.ts';

const dist = join(folder, 'dist');
const write = (file: string, text: string): void => writeFileSync(join(dist, file), text);

const kinds = await loadInterface();
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

/** Bundles a module with all that it imports. */
const bundle = (file: string, options: BuildOptions): Promise<unknown> =>
  build({
    outfile: join(dist, file),
    bundle: true,
    mainFields: ['module', 'main'],
    target: 'es2022',
    format: 'esm',
    logLevel: 'warning',
    ...options,
  });

await bundle('index.js', {
  stdin: { contents: entry, resolveDir: folder, loader: 'ts' },
  platform: 'neutral',
});
await bundle('ledger.js', { entryPoints: [join(folder, 'ledger.ts')], platform: 'node' });
write('index.d.ts', declarationsOf(kinds));
write('ledger.d.ts', ledgerDeclarations(readFileSync(join(folder, report), 'utf8')));
write('schemas.json', `${JSON.stringify(jsonSchemasOf(kinds))}\n`);
