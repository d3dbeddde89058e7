import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { domains } from '../functions/domains.ts';
import { loadInterface } from '../functions/runtimes.ts';
import { hasRecords } from '../functions/shared/domain.ts';
import {
  changeDeclarations,
  declarationsOf,
  ledgerDeclarations,
  reactionDeclarations,
} from './declarations.ts';
import { changeJsonSchemasOf, jsonSchemasOf } from './json-schemas.ts';

/* What `npm pack` does first: builds the package, which needs no other one, into `dist`. */

const folder = import.meta.dirname;

const kept = domains.filter(hasRecords).map(({ name }) => name);

/** A module of the package that needs the records of each domain of the registry. @param lines that use them. */
const entryOf = (...lines: readonly string[]): string =>
  [
    ...kept.map((name) => `import { records as ${name} } from '../functions/${name}/records.ts';`),
    `const domains = { ${kept.join(', ')} };`,
    ...lines,
  ].join('\n');

const records = entryOf(
  "import { packaged } from './packaged.ts';",
  "export { interfaceVersion, UnreadableItem } from './packaged.ts';",
  'export const { readRecord, schemas } = packaged(domains);',
);

const changes = entryOf(
  "import { packagedChanges } from './changes.ts';",
  "export { filterPolicyOf, UnreadableChange } from './changes.ts';",
  'export const { readChange, changeSchemas } = packagedChanges(domains);',
);

/** The types of the ledger's results, which need no others. */
const report = '../functions/issuing/ledger/spend-report.ts';

/** The types of changes, which need those of records, and of reactions, which need those of changes. */
const changeTypes = '../functions/shared/change/change.ts';
const reactionTypes = '../functions/shared/reaction/definition.ts';

const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

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

for (const [file, contents] of Object.entries({ 'index.js': records, 'changes.js': changes }))
  await bundle(file, {
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    platform: 'neutral',
  });
await bundle('ledger.js', { entryPoints: [join(folder, 'ledger.ts')], platform: 'node' });
await bundle('reactions.js', {
  entryPoints: [join(folder, 'reactions.ts')],
  platform: 'node',
  // Whoever writes a reaction has them: peer dependencies.
  external: ['@aws-sdk/*'],
});
write('reactions.d.ts', reactionDeclarations(textOf(reactionTypes)));
write('index.d.ts', declarationsOf(kinds));
write('ledger.d.ts', ledgerDeclarations(textOf(report)));
write('changes.d.ts', changeDeclarations(textOf(changeTypes)));
write('schemas.json', `${JSON.stringify(jsonSchemasOf(kinds))}\n`);
write('changes.json', `${JSON.stringify(changeJsonSchemasOf(kinds))}\n`);
