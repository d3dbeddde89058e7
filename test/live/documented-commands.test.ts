import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documentFiles } from '../../bin/docs.ts';
import { createProgram } from '../../bin/webhooks/program.ts';
import { ownCommands } from '../../bin/webhooks/reference.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { drained } from '../support/pipeline/local-pipeline.ts';
import { runCommand } from '../support/tool/command-line.ts';
import { useLaunchedTool } from '../support/tool/launched-tool.ts';

/*
 * Every command of the tool that a document or a help text prints is run on a local pipeline: what it
 * finds differs, but it is no mistake to type it.
 */

jest.setTimeout(120_000);

const tool = useLaunchedTool();
const folder = mkdtempSync(join(tmpdir(), 'documented-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bodyFile = join(folder, 'body.json');

/** What takes the place of the documents' placeholders. */
const placeholders: readonly (readonly [RegExp, string])[] = [
  [/<event(?: id)?>/g, 'evt_1234'],
  [/<object>/g, 'int_hkdmabcd'],
  [/<(?:domain|name)>/g, 'payments'],
  [/<order>/g, 'ORD-1847'],
  [/<kind of record>/g, 'payment_intent'],
  [/<reaction>/g, 'release-order'],
  [/<message>/g, '6f1e1d0c'],
  [/<label>/g, 'documented'],
  [/<why>/g, 'documented'],
  [/<commit[^>]*>|origin\/main/g, 'HEAD'],
  [/ --(?:stage|profile|region) \S+/g, ''],
  [/--from \S+/g, '--from local'],
  [/--times 5000/, '--times 50'],
  [/--timeout \S+/g, '--timeout 1s'],
  [/body\.json/g, bodyFile],
  [/seen\.json/g, join(folder, 'seen.json')],
  [/…/g, '1'],
];

/** The words of a command line, as a shell splits it. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) => word.replaceAll(/['"]/g, ''));

/** Options that make a command end at once. */
const ending = (line: string): string => {
  if (line.includes('--follow')) return `${line} --since 1h --limit 1`;
  return /^(?:erase|void)/.test(line) && line.includes('--yes') ? `${line} --wait 0` : line;
};

const documented = documentFiles.flatMap((file) =>
  [...readFileSync(join(projectRoot, file), 'utf8').matchAll(/run webhooks -- ([^`\n]+)/g)].map(
    ([, line = '']) => line,
  ),
);

/** Ends only by Ctrl-C, and has tests of its own. */
const endless = ['inspect'];

const lines = [
  ...new Set(
    documented
      .map((line) => line.split(/ {2,}#/, 1)[0]?.trim() ?? '')
      // What names a command in a sentence.
      .filter((line) => line !== 'send' && !line.startsWith('<command>'))
      .map((line) => placeholders.reduce((text, [from, to]) => text.replace(from, to), line))
      .map(ending),
  ),
].filter((line) => !endless.includes(line.split(' ', 1)[0] ?? ''));

it('every command is documented', async () => {
  const commands = new Set(lines.map((line) => line.split(' ', 1)[0]));
  const names = ownCommands(await createProgram([])).map((command) => command.name());
  expect([...commands, ...endless].sort()).toEqual([...names].sort());
});

let isReady = false;
beforeEach(async () => {
  if (isReady) return;
  isReady = true;
  writeFileSync(bodyFile, '{}');
  await tool.run('send', 'refund.settled', '--set', 'data.object.id=null');
  await tool.run('scenario', 'checkout');
  await drained(tool.pipeline.target);
});

/** Exit codes of a wrong command line, and of what could not be checked; of a wait also that the time is up. */
const mistakesOf = (line: string): readonly number[] => (line.startsWith('wait ') ? [1] : [1, 4]);

/** Commands that read standard input or write to it as they go on: in a process of their own. */
const isApart = (line: string): boolean => /^secrets add|--follow/.test(line);

/** Runs a command line. @returns its exit code and what it printed to standard error. */
const ran = async (line: string): Promise<{ code: number; err: string }> => {
  const words = wordsOf(line);
  if (isApart(line)) {
    const secret = `whsec_${randomUUID().replaceAll('-', '')}`;
    const { code, err } = await runCommand(tool.pipeline.dir, words, secret);
    return { code: code ?? 1, err };
  }
  process.exitCode = undefined;
  const { code, err } = await tool.run(...words);
  return { code: code || Number(process.exitCode ?? 0), err };
};

it.each(lines.filter((line) => !line.includes('--help')).map((line) => [line]))(
  '%s',
  async (line) => {
    const { code, err } = await ran(line);
    expect({ err, isMistake: mistakesOf(line).includes(code) }).toEqual({ err, isMistake: false });
    await drained(tool.pipeline.target);
  },
);
