import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { domains } from '../../functions/domains.ts';
import { changeOf } from '../../functions/shared/change/change-of.ts';
import { messageOf } from '../../functions/shared/change/message.ts';
import { stateTable } from '../../functions/shared/tables.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { cardSpendOf, collectionsOf, messageKeysOf } from '../../package/ledger.ts';
import manifest from '../../package/package.json' with { type: 'json' };
import { readerOf } from '../../package/read-record.ts';
import { definitionsOf } from '../support/runtimes.ts';
import { itemsOfSamples } from './items.ts';

/*
 * The package as whoever installs it has it: packed, installed without the network into a project that
 * has nothing else, compiled against in strict mode, and run.
 */

jest.setTimeout(60_000);

const readRecord = readerOf(
  Object.fromEntries(domains.map((domain) => [domain.name, definitionsOf(domain)])),
);

const items = domains.flatMap((domain) => itemsOfSamples(domain).flatMap((sample) => sample.items));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'installed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (program: string, parameters: readonly string[], cwd = folder): string =>
  execFileSync(program, parameters, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    // There npm is a script of the shell.
    shell: process.platform === 'win32',
  });

const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc');

/** Runs the compiler. @returns what it reports. */
const compile = (settings: string): string =>
  spawnSync(process.execPath, [compiler, '-p', settings], { cwd: folder, encoding: 'utf8' }).stdout;

const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);

/** The programs that the package's document shows. */
const shown = (): readonly string[] => {
  const document = readFileSync(join(projectRoot, 'package/README.md'), 'utf8');
  return [...document.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text);
};

/** Every record of the samples, as a program that only compiles if the types fit all of them. */
const typedReadings = (): string =>
  [
    "import type { Records } from 'airwallex-webhooks-records';",
    ...items.map((item, index) => {
      const reading = readRecord(item);
      return `export const r${index}: Records['${reading.record}'] = ${JSON.stringify(reading)};`;
    }),
  ].join('\n');

/** Every record of the samples as a change that made it, with one that erased it. */
const changes = items.flatMap((item) => {
  const published = { position: '1'.padStart(40, '0'), publishedAt: '2026-03-01T12:00:00.000Z' };
  return [
    changeOf({ before: undefined, after: item }, published) ?? [],
    changeOf({ before: item, after: undefined }, published) ?? [],
  ].flat();
});

/** The same as a program that only compiles if the types fit all of them. */
const typedChanges = (): string =>
  [
    "import type { Change } from 'airwallex-webhooks-records/changes';",
    ...changes.map(
      (change, index) =>
        `export const c${index}: Change<'${change.object}'> = ${JSON.stringify(change)};`,
    ),
  ].join('\n');

const program = `
import { readFileSync } from 'node:fs';
import { type AnyRecord, interfaceVersion, readRecord, schemas, UnreadableItem } from 'airwallex-webhooks-records';
import jsonSchemas from 'airwallex-webhooks-records/schemas.json' with { type: 'json' };
import { cardSpendOf, collectionsOf, messageKeysOf } from 'airwallex-webhooks-records/ledger';
import { changeSchemas, readChange, UnreadableChange } from 'airwallex-webhooks-records/changes';
import changeJsonSchemas from 'airwallex-webhooks-records/changes.json' with { type: 'json' };
import { reaction } from 'airwallex-webhooks-records/reactions';
import { amountsOf } from './shown0.js';
import { heldOf } from './shown1.js';
import { policy, releasedOrder } from './shown2.js';

const read: (item: { readonly [name: string]: unknown }) => AnyRecord = readRecord;
const items: { readonly [name: string]: unknown }[] = JSON.parse(readFileSync('items.json', 'utf8'));
const refusal = (): string => {
  try {
    read({ pk: { S: 'nothing' }, sk: { S: 'known' } });
    return '';
  } catch (error) {
    return error instanceof UnreadableItem ? error.name : '';
  }
};
const bodies: string[] = JSON.parse(readFileSync('changes.json', 'utf8'));
const refusedChanges = ['', '{}', '{"object":"payment"}', '{"object":"refund"}', 5, null].map((one) => {
  try {
    readChange(one);
    return '';
  } catch (error) {
    return error instanceof UnreadableChange ? error.name : '';
  }
});
const releaseOrder = reaction({
  on: { object: 'payment_intent', becomes: 'SUCCEEDED' },
  errorImpact: 'Paid orders are not released.',
  handle: async ({ change, later }) =>
    change.record?.merchant_order_id === undefined ? later(60) : { transact: [] },
});
const unset = await Promise.resolve().then(() => releaseOrder({ Records: [] })).catch(String);
const fake = { send: () => Promise.resolve({ Items: items }) };
console.log(
  JSON.stringify({
    interfaceVersion,
    readings: items.map(read),
    issues: items.map(read).flatMap((one) => {
      const result = schemas[one.record]['~standard'].validate(one);
      return 'issues' in result ? result.issues ?? [] : [];
    }),
    refusal: refusal(),
    changes: bodies.map(readChange),
    changeIssues: bodies.map(readChange).flatMap((one) => {
      const result = changeSchemas[one.object]['~standard'].validate(one);
      return 'issues' in result ? result.issues ?? [] : [];
    }),
    refusedChanges,
    unset,
    changeKinds: [Object.keys(changeSchemas).sort(), Object.keys(changeJsonSchemas).sort()],
    policy,
    released: [...new Set(bodies.map(releasedOrder))].filter((one) => one !== undefined),
    described: Object.keys(jsonSchemas).sort(),
    kinds: Object.keys(schemas).sort(),
    spend: cardSpendOf(items.map(read)),
    collections: collectionsOf(items.map(read)),
    messages: messageKeysOf(items.map(read)),
    held: heldOf(items.map(read), 'none'),
    amounts: await amountsOf(Object.assign(Object.create(null), fake), 'int_1'),
  }),
);
`;

const strict = {
  target: 'es2022',
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  resolveJsonModule: true,
  outDir: 'out',
};

/** The types of the package and nothing else: its declarations are checked too. */
const alone = {
  compilerOptions: { ...strict, types: [] },
  files: ['readings.ts', 'typed-changes.ts'],
};

/** Programs beside the AWS SDK, whose declarations are not ours to check. */
const programs = {
  compilerOptions: { ...strict, skipLibCheck: true, types: ['node'] },
  include: ['*.ts'],
  exclude: ['readings.ts', 'typed-changes.ts'],
};

describe('the package', () => {
  it('has built files alone, and needs no other package', () => {
    const tarball = run('npm', ['pack', './package', '--pack-destination', folder], projectRoot)
      .trim()
      .split('\n')
      .at(-1);
    write('package.json', JSON.stringify({ type: 'module', private: true }));
    run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`]);
    const installed = join(folder, 'node_modules/airwallex-webhooks-records');
    expect(
      readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
    ).toEqual(['airwallex-webhooks-records']);
    expect(readdirSync(installed).sort()).toEqual(['README.md', 'dist', 'package.json']);
    const built = readdirSync(join(installed, 'dist')).sort();
    expect(built).toEqual([
      ...['changes.d.ts', 'changes.js', 'changes.json', 'index.d.ts', 'index.js'],
      ...['ledger.d.ts', 'ledger.js', 'reactions.d.ts', 'reactions.js', 'schemas.json'],
    ]);
    for (const file of built.filter((name) => !name.endsWith('.json'))) {
      const text = readFileSync(join(installed, 'dist', file), 'utf8');
      const imported = [...text.matchAll(/^import .*["'](.*)["'];$/gm)].map(([, name]) => name);
      const own = file.startsWith('reactions.')
        ? /^@aws-sdk\/|^\.\/changes\.js|^node:|^crypto|^async_hooks/
        : /^(?:node:|\.\/index\.js)/;
      expect(imported.filter((name) => !own.test(name ?? ''))).toEqual([]);
    }
  });

  it('compiles with the programs that its document shows and with every record of the samples', () => {
    for (const name of ['@aws-sdk', '@types/node']) {
      const link = join(folder, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(projectRoot, 'node_modules', name), link);
    }
    expect(shown()[0]).toContain(`IndexName: '${stateTable.related.name}'`);
    shown().forEach((text, index) => {
      write(`shown${index}.ts`, text);
    });
    write('readings.ts', typedReadings());
    write('typed-changes.ts', typedChanges());
    write('main.ts', program);
    write('alone.json', JSON.stringify(alone));
    write('programs.json', JSON.stringify(programs));
    expect(compile('alone.json')).toBe('');
    expect(compile('programs.json')).toBe('');
  });

  it('refuses, when compiled against, an attribute that a kind of record does not have', () => {
    write(
      'wrong.ts',
      `import { type AnyRecord, type Records } from 'airwallex-webhooks-records';
      export const status = (one: AnyRecord) => one.record === 'customer' && one.attributes.status;
      export const amount = (one: Records['refund']): number => one.attributes.amount;
      import { type Change, filterPolicyOf } from 'airwallex-webhooks-records/changes';
      export const policy = filterPolicyOf({ object: 'refund', becomes: 'SUCCEEDED' });
      export const order = (one: Change<'refund'>) => one.record?.merchant_order_id;`,
    );
    const report = compile('programs.json');
    rmSync(join(folder, 'wrong.ts'));
    expect(report).toMatch(/^wrong\.ts\(2,\d+\): error TS2339: Property 'status' does not exist/m);
    expect(report).toMatch(/^wrong\.ts\(3,\d+\): error TS2322: Type 'string \| undefined' is not/m);
    expect(report).toMatch(/^wrong\.ts\(5,\d+\): error TS2322: Type '"SUCCEEDED"' is not/m);
    expect(report).toMatch(
      /^wrong\.ts\(6,\d+\): error TS\d+: Property 'merchant_order_id' does not/m,
    );
    expect(report.match(/error/g)).toHaveLength(4);
  });

  it('runs, and reads what the project reads', () => {
    write('items.json', JSON.stringify(items));
    write('changes.json', JSON.stringify(changes.map((change) => messageOf(change).body)));
    const output = JSON.parse(run(process.execPath, ['out/main.js']));
    const readings = items.map(readRecord);
    const kinds = domains.flatMap((domain) => Object.keys(definitionsOf(domain))).sort();
    expect(output).toEqual({
      interfaceVersion: manifest.version,
      readings,
      issues: [],
      refusal: 'UnreadableItem',
      changes,
      changeIssues: [],
      refusedChanges: Array(6).fill('UnreadableChange'),
      unset: expect.stringContaining('REACTION is not set'),
      changeKinds: [kinds, kinds],
      policy: {
        object: ['payment_intent'],
        becomes: ['SUCCEEDED'],
        kind: ['changed', 'corrected'],
      },
      released: expect.arrayContaining([expect.any(String)]),
      described: kinds,
      kinds,
      spend: cardSpendOf(readings),
      collections: collectionsOf(readings),
      messages: messageKeysOf(readings),
      held: [],
      amounts: { captured: expect.any(String), refunds: expect.any(Array) },
    });
  });
});
