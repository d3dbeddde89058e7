import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readDocument } from '../../bin/docs.ts';
import { projectRoot } from '../../lib/project-root.ts';
import { useProjectCopy } from '../support/pipeline/project-copy.ts';

const tutorial = readDocument('bin/webhooks/README.md').split('\n## The first hour\n')[1];
const section = tutorial?.split('\n## ')[0] ?? '';
const blocks = [...section.matchAll(/^```(sh|text)\n([\s\S]*?)^```$/gm)].map(
  ([, language, text = '']) => ({ language, text }),
);

/** The command lines of a block; one with a here-document is one. */
const commandsIn = (text: string): readonly string[] =>
  text.match(/^.*<<'(\w+)'\n[\s\S]*?^\1$|^.+$/gm) ?? [];

const copy = useProjectCopy();
/** The last output of each command. */
const printed = new Map<string, string>();

const run = (command: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const path = `${join(projectRoot, 'node_modules', '.bin')}:${process.env['PATH']}`;
    const env = { ...process.env, LOCAL_DIR: copy.state, PATH: path };
    execFile('bash', ['-c', command], { cwd: copy.root, env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${command}\n${stdout}${stderr}`)) : resolve(stdout),
    );
  });

beforeAll(async () => {
  // `impact` needs a commit to compare with, as a clone has one.
  await run('git init -q && git add bin functions lib *.json');
  await run('git -c user.name=test -c user.email=test@example.com commit -qm first');
  await copy.start();
}, 120_000);

it('every command of the first hour succeeds, and prints what the tutorial shows', async () => {
  let last = '';
  for (const { language, text } of blocks) {
    if (language === 'text') {
      expect([...printed.values()].join('\n')).toContain(text.trimEnd());
      continue;
    }
    for (const command of commandsIn(text))
      if (command.startsWith('npm start')) await copy.restart();
      else {
        last = command;
        printed.set(command, stripVTControlCharacters(await run(command)));
      }
  }
  // A command that does not exit with 0 has failed the test.
  expect(last).toBe('npm run webhooks -- audit');
  expect(printed.get(last)).toContain('nothing is lost');
  expect(printed.size).toBeGreaterThan(10);
  const after = (words: string): string =>
    [...printed].find(([command]) => command.includes(words))?.[1] ?? '';
  expect(after('history')).toMatch(
    / superseded .*\n.* current .* status REQUIRES_CAPTURE → SUCCEEDED, /,
  );
  expect(after('replay')).toContain('applied      evt_first_hour');
  expect(after('-- quarantine')).toContain('Nothing needs attention');
}, 240_000);
