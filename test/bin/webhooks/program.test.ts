import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { createProgram } from '../../../bin/webhooks/program.ts';
import { ownCommands } from '../../../bin/webhooks/reference.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import packageFile from '../../../package.json' with { type: 'json' };

it('prints the version of the project', () => {
  const main = join(projectRoot, 'bin/webhooks/main.ts');
  const printed = execFileSync(process.execPath, [main, '--version'], { encoding: 'utf8' });
  expect(printed).toBe(`${packageFile.version}\n`);
});

it('has at most 24 commands', async () => {
  expect(ownCommands(await createProgram([])).length).toBeLessThanOrEqual(24);
});

it.each([
  ['get', ['payments', 'int_1'], 'show --help'],
  ['why', ['int_1', '--json'], 'show --help'],
  ['tail', ['--cursor', 'seen.json'], 'events --follow --help'],
  ['list', [], 'send --list --help'],
])('names the command that replaced %s', (name, words, command) => {
  const main = join(projectRoot, 'bin/webhooks/main.ts');
  const ran = spawnSync(process.execPath, [main, name, ...words], { encoding: 'utf8' });
  expect(ran).toMatchObject({ status: 1, stdout: '' });
  expect(ran.stderr).toContain(`run webhooks -- ${command}\n`);
});

it.each([
  [['events', '--json'], ['events']],
  [['help', 'doctor'], ['doctor']],
  [['--help'], []],
])('loads for %j only what it names: %j', async (words, names) => {
  const { commands } = await createProgram(words);
  const loaded = commands.filter(({ options, commands: parts }) => options.length + parts.length);
  expect(loaded.map((command) => command.name())).toEqual(names);
});

it('loads no client of AWS and no schema of a domain for the help of all commands', async () => {
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: ['bin/webhooks/main.ts'],
    ...{ bundle: true, write: false, metafile: true, packages: 'external' },
    ...{ platform: 'node', format: 'esm', outdir: 'unwritten', splitting: true },
  });
  const loaded = new Set(['bin/webhooks/main.ts']);
  for (const file of loaded)
    for (const { path, kind } of metafile.inputs[file]?.imports ?? [])
      if (kind !== 'dynamic-import') loaded.add(path);
  expect([...loaded].filter((path) => path.includes('/pipeline/options.ts'))).toHaveLength(1);
  expect([...loaded].filter((path) => /@aws-sdk|families\.ts|\.command\.ts/.test(path))).toEqual(
    [],
  );
});
