import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Domain } from '../functions/shared/domain.ts';
import { projectRoot } from './project-root.ts';
import type { Projections } from './projections.ts';

/** What orders, joins, writes and masks the records of every domain; all that these import counts too. */
const shared = ['record/judge', 'store/effect', 'store/dynamodb', 'erasure/redact'].map(
  (name) => `shared/${name}`,
);

const familiesOf = ({ name }: Domain): string => `${name}/families`;

/** The rules of index keys as text, without what only people read. */
const rulesOf = ({ work = [], lookups = [] }: Domain): string =>
  JSON.stringify([work.map(({ title: _title, source: _source, ...rule }) => rule), lookups]);

/**
 * Each file below functions/ as one text with all that it imports: without comments, layout, types
 * and paths, so that the same meaning is the same text on every machine. Names are kept: esbuild
 * shortens them by how often letters occur, types included. Packages are not in it: the lock file
 * binds them.
 */
const meaningsOf = (files: readonly string[], root: string): ReadonlyMap<string, string> => {
  const folder = join(root, 'unwritten');
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: files.map((file) => ({ in: join(root, 'functions', `${file}.ts`), out: file })),
    outdir: folder,
    write: false,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'silent',
    // A tsconfig.json around the project changes nothing.
    tsconfigRaw: {},
  });
  const textOf = (file: string): string => {
    const output = outputFiles.find(({ path }) => path === join(folder, `${file}.js`));
    if (output) return output.text;
    throw new Error(`functions/${file}.ts has no bundle.`);
  };
  return new Map(files.map((file) => [file, textOf(file)]));
};

/**
 * The code of each domain's records as it is under a root: the domain's schemas and projections, and
 * what the functions share to order, join and write what these come to.
 */
export const projectionsOf = (
  domains: readonly Domain[],
  root: string = projectRoot,
): Projections => {
  const meanings = meaningsOf([...domains.map(familiesOf), ...shared], root);
  const digestOf = (domain: Domain): string => {
    const { name, families, events } = domain;
    const hash = createHash('sha256').update(JSON.stringify([name, families, events]));
    for (const file of [familiesOf(domain), ...shared]) hash.update(`\0${meanings.get(file)}`);
    return hash.update(`\0${rulesOf(domain)}`).digest('hex');
  };
  return Object.fromEntries(
    domains.map((domain) => [domain.name, { revision: domain.revision, digest: digestOf(domain) }]),
  );
};
