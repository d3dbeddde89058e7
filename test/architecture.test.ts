import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob, relative } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { domains, unrouted } from '../functions/domains.ts';
import { projectRoot } from '../lib/project-root.ts';

const plainData = [
  'functions/domains.ts',
  'functions/*/domain.ts',
  'functions/shared/{environment,tables}.ts',
];
/** What infrastructure is made of where a stage publishes changes. */
const reactionData = [
  'functions/shared/change/{kinds,on}.ts',
  'functions/shared/reaction/limits.ts',
];
const aws = ['@aws-sdk/*', 'aws-lambda'];

const shared = ['functions/shared/**'];
const registries = ['functions/domains.ts', 'functions/dwells.ts', 'functions/runtimes.ts'];

/** The layers of `functions/shared`: each imports itself, those before it and plain data. */
const layers = ['event', 'schema', 'record', 'store', 'erasure'] as const;

/** How records are described: no function that is deployed imports it. */
const descriptions = 'functions/shared/interface/*.ts';

const below = (layer: (typeof layers)[number]): readonly string[] => [
  'functions/shared/{domain,environment,tables}.ts',
  ...layers.slice(0, layers.indexOf(layer) + 1).map((name) => `functions/shared/${name}/**`),
];

interface Law {
  readonly of: string;
  readonly files: readonly string[];
  readonly packages?: readonly string[];
}

/** What every command of the tool is built on. */
const foundations = ['bin/webhooks/{json,pipeline,terminal}/**', 'lib/*.ts', 'functions/**'];

/** The folders of the tool's commands: each command imports its own folder and its room's files. */
const roomLaws = ['send', 'look', 'prove', 'fix'].flatMap((room): readonly Law[] => {
  const files = [`bin/webhooks/${room}/*.ts`, ...foundations];
  return [
    { of: `bin/webhooks/${room}/*.ts`, files },
    { of: `bin/webhooks/${room}/*/**`, files: ['./**', ...files] },
  ];
});

/**
 * What each file may import, by the first glob that its path matches: files (`./` means the folder
 * of its function, tool or command) and packages (all of them where none are named).
 */
const laws: readonly Law[] = [
  {
    of: 'bin/docs.ts',
    files: [
      'bin/webhooks/reference.ts',
      'functions/runtimes.ts',
      'lib/project-root.ts',
      'package/{record-file,tables}.ts',
      ...plainData,
    ],
  },
  {
    of: 'bin/sbom.ts',
    files: ['lib/{bundling,project-root}.ts', 'bin/webhooks/terminal/output.ts', ...plainData],
  },
  { of: 'bin/*.ts', files: ['lib/**', ...plainData] },
  {
    of: 'bin/inspector/**',
    files: [
      'bin/inspector/**',
      'bin/local/processes/ports.ts',
      'bin/webhooks/*/**',
      'functions/**',
    ],
  },
  {
    of: 'bin/local/**',
    files: [
      './**',
      'bin/inspector/inspector.ts',
      'bin/webhooks/pipeline/outputs.ts',
      'bin/webhooks/terminal/**',
      'lib/**',
      'functions/**',
    ],
  },
  { of: 'bin/webhooks/json/**', files: ['bin/webhooks/json/**', ...shared] },
  { of: 'bin/webhooks/terminal/**', files: ['bin/webhooks/terminal/**', 'lib/*.ts', ...shared] },
  {
    of: 'bin/webhooks/pipeline/**',
    files: [
      'bin/webhooks/{pipeline,terminal}/**',
      'functions/ingress/{labelled,signature}.ts',
      'lib/*.ts',
      ...shared,
      ...registries,
    ],
  },
  {
    of: 'bin/webhooks/prove/impact/**',
    files: ['./**', 'bin/webhooks/send/samples.ts', ...foundations],
  },
  {
    of: 'bin/webhooks/look/inspect/**',
    files: ['./**', 'bin/inspector/inspector.ts', ...foundations],
  },
  {
    of: 'bin/webhooks/fix/void/**',
    files: ['./**', 'bin/webhooks/fix/*.ts', 'bin/webhooks/prove/rebuild/*.ts', ...foundations],
  },
  ...roomLaws,
  { of: 'bin/webhooks/*.ts', files: ['bin/webhooks/**', 'lib/*.ts', 'functions/**'] },
  {
    of: 'lib/constructs/**',
    files: [
      'lib/{stages,names,bundling,project-root,reactions,validation}.ts',
      'lib/constructs/**',
      ...reactionData,
      ...plainData,
    ],
  },
  {
    of: 'lib/observability/**',
    files: ['lib/*.ts', 'lib/{constructs,observability}/**', ...reactionData, ...plainData],
  },
  { of: 'lib/reaction-definition.ts', files: ['lib/validation.ts', ...reactionData] },
  {
    of: 'lib/{bundling,names,project-root,projection-code,projections,reactions,registry,stages,validation}.ts',
    files: ['lib/*.ts', ...plainData],
  },
  { of: 'lib/**', files: ['lib/**', ...plainData] },
  { of: 'package/reactions.ts', files: ['functions/shared/reaction/reaction.ts'], packages: [] },
  {
    of: 'package/*',
    files: [
      'package/*',
      'lib/project-root.ts',
      'functions/runtimes.ts',
      'functions/issuing/ledger/*.ts',
      'functions/shared/change/on.ts',
      descriptions,
      ...below('store'),
      ...plainData,
    ],
    packages: ['valibot', '@valibot/to-json-schema', 'esbuild', 'node:*'],
  },
  { of: 'functions/domains.ts', files: ['functions/*/domain.ts'], packages: [] },
  {
    of: 'functions/dwells.ts',
    files: ['functions/*/dwells.ts', 'functions/shared/domain.ts'],
    packages: [],
  },
  {
    of: 'functions/runtimes.ts',
    files: [
      ...plainData,
      'functions/*/{families,privacy,records}.ts',
      descriptions,
      ...below('record'),
    ],
    packages: [],
  },
  { of: descriptions, files: [descriptions], packages: ['valibot'] },
  {
    of: 'functions/*/{records,records/*}.ts',
    files: ['functions/*/records/*.ts', descriptions],
    packages: [],
  },
  {
    of: 'functions/scheduled/**',
    files: [
      'functions/scheduled/**',
      'functions/ingress/{labelled,signature}.ts',
      ...shared,
      ...registries,
    ],
    packages: [...aws, 'node:*', 'node:timers/promises'],
  },
  { of: 'functions/shared/{domain,environment,tables}.ts', files: [], packages: [] },
  {
    of: 'functions/*/domain.ts',
    files: ['./work.ts', 'functions/shared/domain.ts'],
    packages: [],
  },
  {
    of: 'functions/*/{dwells,privacy,work}.ts',
    files: ['functions/shared/domain.ts'],
    packages: [],
  },
  {
    of: 'functions/shared/event/**',
    files: below('event'),
    packages: ['node:*'],
  },
  {
    of: 'functions/shared/schema/**',
    files: below('schema'),
    packages: ['valibot'],
  },
  {
    of: 'functions/shared/record/**',
    files: below('record'),
    packages: ['valibot', 'node:*'],
  },
  {
    of: 'functions/shared/store/**',
    files: below('store'),
    packages: [...aws, 'node:*', 'node:timers/promises'],
  },
  {
    of: 'functions/shared/erasure/**',
    files: below('erasure'),
    packages: aws,
  },
  {
    of: 'functions/shared/control/**',
    files: [...below('erasure'), 'functions/shared/{control,query}/**'],
    packages: aws,
  },
  {
    of: 'functions/shared/query/**',
    files: [...below('store'), 'functions/shared/{change,query}/**'],
    packages: [...aws, 'valibot', 'node:*', 'node:timers/promises'],
  },
  {
    of: 'functions/shared/change/**',
    files: [...below('store'), 'functions/shared/change/**', 'functions/shared/erasure/mask.ts'],
    packages: ['@aws-sdk/client-dynamodb', '@aws-sdk/client-sns', 'node:*'],
  },
  {
    of: 'functions/shared/lambda/**',
    files: ['functions/shared/lambda/**'],
    packages: ['@aws-sdk/*', '@aws-lambda-powertools/logger', 'node:crypto'],
  },
  {
    of: 'functions/publisher/**',
    files: [
      'functions/publisher/**',
      'functions/shared/{change,event,lambda}/**',
      'functions/shared/environment.ts',
    ],
    packages: [...aws, 'node:timers/promises'],
  },
  {
    of: 'functions/reactions/**',
    files: ['functions/reactions/**', ...shared],
  },
  {
    of: 'functions/shared/**',
    files: ['functions/shared/**'],
    packages: [...aws, '@aws-lambda-powertools/logger', 'node:*', 'node:timers/promises'],
  },
  {
    of: 'functions/ingress/**',
    files: ['./**', 'functions/shared/**', 'functions/domains.ts'],
    packages: [...aws, 'node:*'],
  },
  {
    of: 'functions/issuing/ledger/**',
    files: ['functions/issuing/ledger/**', ...below('event')],
    packages: ['valibot', 'big.js'],
  },
  { of: 'functions/*/**', files: ['./**', 'functions/shared/**'], packages: ['valibot', 'node:*'] },
];

interface Imports {
  /** Of the project, by path from its root. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}
type Graph = ReadonlyMap<string, Imports>;

/** Gives esbuild a file with a line more where one is planted, and imports of types like all others. */
const reading = (planted: Readonly<Record<string, string>>): Plugin => ({
  name: 'reading',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = `${readFileSync(path, 'utf8')}\n${planted[relative(projectRoot, path)] ?? ''}`;
      return { contents: text.replaceAll(/^(import|export) type \{/gm, '$1 {'), loader: 'ts' };
    });
  },
});

/** How esbuild names what `functions/runtimes.ts` loads: files of any domain. */
const anyDomains = /^\.\/\*\*\/\*\/\w+\.ts$/;

/** The name of the text that imports every file. */
const entry = 'every-file';

/** Every import of every file, as esbuild resolves it. */
const graphOf = async (planted: Readonly<Record<string, string>> = {}): Promise<Graph> => {
  const files = globSync(['{bin,lib,functions}/**/*.ts', 'package/*.ts'], { cwd: projectRoot });
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    // One entry that imports every file: with an entry each, esbuild would write 500 bundles.
    stdin: {
      contents: files.map((file) => `import './${file}';`).join('\n'),
      resolveDir: projectRoot,
      sourcefile: entry,
    },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    outfile: 'unwritten.js',
    write: false,
    metafile: true,
    plugins: [reading(planted)],
  });
  const { [entry]: _entry, ...inputs } = metafile.inputs;
  return new Map(
    Object.entries(inputs).map(([file, { imports }]) => [
      file,
      {
        files: imports.filter(({ external }) => !external).map(({ path }) => path),
        packages: imports
          .filter(({ external, path }) => external && !anyDomains.test(path))
          .map(({ path }) => path),
      },
    ]),
  );
};

const ownFolder = (file: string): string =>
  file
    .split('/')
    .slice(0, file.startsWith('bin/webhooks/') ? 4 : 2)
    .join('/');

/** Every import that the law of its file does not allow. */
const offences = (graph: Graph): string[] =>
  [...graph].flatMap(([file, imports]) => {
    const law = laws.find(({ of }) => matchesGlob(file, of));
    if (!law) return [`${file} is under no law`];
    const own = ownFolder(file);
    const matches = (path: string, globs: readonly string[]): boolean =>
      globs.some((glob) => matchesGlob(path, glob.replace(/^\.(?=\/)/, own)));
    return [
      ...imports.files.filter((path) => !matches(path, law.files)),
      ...imports.packages.filter((path) => law.packages && !matches(path, law.packages)),
    ].map((path) => `${file} imports ${path}`);
  });

/** The files on a cycle: those that remain after repeatedly removing files without imports or importers. */
const cyclic = (graph: Graph): string[] => {
  const remaining = new Map(graph);
  for (;;) {
    const imported = new Set([...remaining.values()].flatMap(({ files }) => files));
    const ends = [...remaining].filter(
      ([file, { files }]) => !imported.has(file) || !files.some((path) => remaining.has(path)),
    );
    if (ends.length === 0) return [...remaining.keys()].sort();
    for (const [file] of ends) remaining.delete(file);
  }
};

describe('imports', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await graphOf();
  });

  it('follow the laws', () => {
    expect(graph.size).toBeGreaterThan(100);
    expect(offences(graph)).toEqual([]);
  });

  it('have no cycles', () => {
    expect(cyclic(graph)).toEqual([]);
  });

  it('lead to no handler: a handler is what runs', () => {
    const imported = [...graph.values()].flatMap(({ files }) => files);
    expect(imported.filter((file) => file.endsWith('/handler.ts'))).toEqual([]);
  });

  it('lead to histories only from histories: no function ships them', async () => {
    const isHistory = (file: string): boolean => /\/histories(\/|\.ts$)/.test(file);
    const importing = [...(await graphOf())].filter(([, { files }]) => files.some(isHistory));
    expect(importing.map(([file]) => file).filter((file) => !isHistory(file))).toEqual([]);
  });

  it('reports every import that breaks a law', async () => {
    const broken = await graphOf({
      'lib/names.ts': "import '../bin/app.ts';",
      'lib/registry.ts': "import '../functions/shared/lambda/log.ts';",
      'lib/stacks.ts': "export * from '../test/support/lines.ts';",
      'bin/inspector/visit.ts': "import '../local/local.ts';",
      'bin/webhooks/main.ts': "import '../local/start.ts';",
      'bin/webhooks/prove/audit/print.ts': "import '../doctor/check.ts';",
      'bin/webhooks/fix/secrets/change.ts': "import '../replay/answer.ts';",
      'bin/webhooks/fix/quarantine/read.ts': "import '../../look/marks.ts';",
      'bin/webhooks/look/marks.ts': "import './history/events.ts';",
      'bin/webhooks/pipeline/names.ts': "import '../send/samples.ts';",
      'functions/domains.ts': "import './shared/lambda/log.ts';",
      'functions/shared/lambda/log.ts': "import type { Names } from '../../../lib/names.ts';",
      'functions/shared/event/message.ts': "import '../../domains.ts';",
      'functions/shared/tables.ts': "import './domain.ts';",
      'functions/shared/record/judge.ts': "import '@aws-sdk/client-sqs';",
      'functions/ingress/route.ts': "import('../issuing/card.ts');",
      'functions/accounts/families.ts': "import '../issuing/card.ts';",
      'functions/accounts/details.ts': "import '../ingress/mask.ts';",
      'functions/accounts/domain.ts': "import './details.ts';",
      'functions/payments/domain.ts': "import 'valibot';",
      'functions/payments/families.ts': "import '@aws-sdk/client-sqs';",
    });
    expect(offences(broken).sort()).toEqual([
      'bin/inspector/visit.ts imports bin/local/local.ts',
      'bin/webhooks/fix/quarantine/read.ts imports bin/webhooks/look/marks.ts',
      'bin/webhooks/fix/secrets/change.ts imports bin/webhooks/fix/replay/answer.ts',
      'bin/webhooks/look/marks.ts imports bin/webhooks/look/history/events.ts',
      'bin/webhooks/main.ts imports bin/local/start.ts',
      'bin/webhooks/pipeline/names.ts imports bin/webhooks/send/samples.ts',
      'bin/webhooks/prove/audit/print.ts imports bin/webhooks/prove/doctor/check.ts',
      'functions/accounts/details.ts imports functions/ingress/mask.ts',
      'functions/accounts/domain.ts imports functions/accounts/details.ts',
      'functions/accounts/families.ts imports functions/issuing/card.ts',
      'functions/domains.ts imports functions/shared/lambda/log.ts',
      'functions/ingress/route.ts imports functions/issuing/card.ts',
      'functions/payments/domain.ts imports valibot',
      'functions/payments/families.ts imports @aws-sdk/client-sqs',
      'functions/shared/event/message.ts imports functions/domains.ts',
      'functions/shared/lambda/log.ts imports lib/names.ts',
      'functions/shared/record/judge.ts imports @aws-sdk/client-sqs',
      'functions/shared/tables.ts imports functions/shared/domain.ts',
      'lib/names.ts imports bin/app.ts',
      'lib/registry.ts imports functions/shared/lambda/log.ts',
      'lib/stacks.ts imports test/support/lines.ts',
      'test/support/lines.ts is under no law',
    ]);
  });

  it('reports a cycle of imports, and nothing beside it', async () => {
    const line = "import type { Verdict } from './judge.ts';";
    const circle = cyclic(await graphOf({ 'functions/shared/record/family.ts': line }));
    expect(circle).toContain('functions/shared/record/family.ts');
    expect(circle).toContain('functions/shared/record/judge.ts');
    expect(circle).not.toContain('functions/shared/consume.ts');
    expect(circle).not.toContain('functions/shared/event/envelope.ts');
  });
});

/** Where the tool has commands: they parse a command line, print and set the exit code. */
const commandFiles = 'bin/webhooks/**/*.command.ts';

/** The files that only some may import, and packages, each with those that may. */
const reserved: readonly { of: string; to: readonly string[] }[] = [
  { of: commandFiles, to: ['bin/webhooks/commands.ts'] },
  { of: 'bin/webhooks/pipeline/options.ts', to: [commandFiles, 'bin/webhooks/program.ts'] },
  {
    of: 'bin/webhooks/terminal/{output,progress,prompt,interrupt}.ts',
    to: [
      commandFiles,
      'bin/webhooks/pipeline/options.ts',
      'bin/sbom.ts',
      'bin/webhooks/{main,program}.ts',
      'bin/webhooks/terminal/*.ts',
      'bin/local/**',
    ],
  },
  {
    of: '{commander,@bomb.sh/tab/commander}',
    to: [
      commandFiles,
      'bin/webhooks/{commands,completion,program,reference}.ts',
      'bin/webhooks/pipeline/options.ts',
      'bin/local/**',
    ],
  },
];

/** Every import of what is reserved to other files. */
const trespasses = (graph: Graph): string[] =>
  [...graph].flatMap(([file, { files, packages }]) =>
    [...files, ...packages]
      .filter((path) =>
        reserved.some(
          ({ of, to }) => matchesGlob(path, of) && !to.some((glob) => matchesGlob(file, glob)),
        ),
      )
      .map((path) => `${file} imports ${path}`),
  );

describe('the commands of the tool', () => {
  const exiting = /\bprocess\s*(?:\.\s*exitCode|\.\s*exit\b|\[)/;

  it('alone parse options and print, and are imported only by their registry', async () => {
    expect(trespasses(await graphOf())).toEqual([]);
  });

  it('alone set the exit code, besides main.ts', () => {
    const setters = globSync('bin/webhooks/**/*.ts', { cwd: projectRoot }).filter((file) =>
      exiting.test(readFileSync(join(projectRoot, file), 'utf8')),
    );
    expect(setters.length).toBeGreaterThan(5);
    expect(setters.filter((file) => !/(?:\.command|\/main)\.ts$/.test(file))).toEqual([]);
  });

  it.each(['process.exitCode = 3;', 'process.exit(1);', "process['exitCode'] = 1;"])(
    'recognizes a change of the exit code: %s',
    (line) => {
      expect(line).toMatch(exiting);
    },
  );

  it('reports every import that is reserved to them', async () => {
    const broken = await graphOf({
      'bin/webhooks/look/filter.ts': "import { Command } from 'commander';",
      'bin/webhooks/look/marks.ts': "import './show/show.command.ts';",
      'bin/webhooks/prove/rebuild/rebuild.ts': "import '../../terminal/progress.ts';",
      'bin/webhooks/fix/secrets/entry.ts': "import { printOut } from '../../terminal/output.ts';",
      'bin/webhooks/pipeline/code.ts': "import './options.ts';",
      'bin/local/console/console.ts': "import '../../webhooks/look/show/show.command.ts';",
    });
    expect(trespasses(broken).sort()).toEqual([
      'bin/local/console/console.ts imports bin/webhooks/look/show/show.command.ts',
      'bin/webhooks/fix/secrets/entry.ts imports bin/webhooks/terminal/output.ts',
      'bin/webhooks/look/filter.ts imports commander',
      'bin/webhooks/look/marks.ts imports bin/webhooks/look/show/show.command.ts',
      'bin/webhooks/pipeline/code.ts imports bin/webhooks/pipeline/options.ts',
      'bin/webhooks/prove/rebuild/rebuild.ts imports bin/webhooks/terminal/progress.ts',
    ]);
  });
});

describe('what is printed', () => {
  const writing =
    /\bconsole\.(?:log|error|warn|info|debug|dir|table|trace|group)\b|\bprocess\s*\.\s*std(?:out|err)\b|\}\s*=\s*process\s*;|['"](?:node:)?(?:console|process)['"]/;
  /** Runs in a function's process: what it writes is a line of that function. */
  const inFunctions = 'bin/local/lambda/bootstrap.ts';
  const writers = globSync('bin/**/*.ts', { cwd: projectRoot }).filter((file) =>
    writing.test(readFileSync(join(projectRoot, file), 'utf8')),
  );

  it('goes through bin/webhooks/terminal/output.ts alone, which lets nothing control a terminal', () => {
    expect(writers.sort()).toEqual([inFunctions, 'bin/webhooks/terminal/output.ts']);
  });

  it.each([
    'console.log(text)',
    'process.stderr.write(text)',
    'const { stdout } = process;',
    "import { stdout } from 'node:process';",
  ])('would be noticed anywhere else: %s', (line) => {
    expect(line).toMatch(writing);
  });
});

describe('the folders of functions', () => {
  const inhabitants = (folder: string) =>
    globSync('*', { cwd: join(projectRoot, 'functions', folder) });

  it('are those of the registry, the ingress, the publisher, reactions, scheduled work and what all share', () => {
    const folders = globSync('*/', { cwd: join(projectRoot, 'functions') });
    const registered = [...domains, unrouted].map(({ name }) => name);
    expect(folders.sort()).toEqual(
      [...registered, 'ingress', 'publisher', 'reactions', 'scheduled', 'shared'].sort(),
    );
  });

  it.each(domains)('have the same inhabitants: $name', ({ name }) => {
    expect(inhabitants(name)).toEqual(
      expect.arrayContaining([
        ...[
          'domain.ts',
          'dwells.ts',
          'families.ts',
          'handler.ts',
          'histories.ts',
          'privacy.ts',
          'samples',
        ],
      ]),
    );
  });
});
