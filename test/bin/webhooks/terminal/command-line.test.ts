import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  awsFlags,
  cdkLine,
  commandLine,
  helpText,
  localFolder,
  quoted,
  startLine,
} from '../../../../bin/webhooks/terminal/command-line.ts';
import { isShown } from '../../../../bin/webhooks/terminal/printable.ts';
import { givenPath } from '../../../../bin/webhooks/terminal/working-folder.ts';
import { projectRoot } from '../../../../lib/project-root.ts';
import { setEnvironment } from '../../../support/aws/environment.ts';

const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), "it's elsewhere ")));
const stage = { stage: 'prod', profile: 'my profile', region: 'eu-west-1' };
const flags = "--stage prod --profile 'my profile' --region eu-west-1";

/** The variables of the process that runs this test. */
const restore = setEnvironment({ LOCAL_DIR: '' });
let leave = (): void => {};
/** Sets the variables that npm sets for a script of this project that is called in a folder. */
const calledIn = (folder: string): void => {
  leave = setEnvironment({ INIT_CWD: folder, npm_lifecycle_event: 'webhooks' });
};
afterEach(() => {
  leave();
  leave = () => {};
});
afterAll(() => {
  restore();
  rmSync(elsewhere, { recursive: true });
});

describe('a printed command', () => {
  it('uses plain npm in every folder of this project', () => {
    expect(commandLine('stats')).toBe('npm run webhooks -- stats');
    calledIn(join(projectRoot, 'functions', 'payments'));
    expect(commandLine('stats')).toBe('npm run webhooks -- stats');
    expect(startLine(['--reset'])).toBe('npm start -- --reset');
    expect(cdkLine(['synth'], { stage: 'dev' })).toBe('npm run cdk -- synth -c stage=dev');
    expect(helpText('\nExample:\n  cat it | webhooks stats')()).toBe(
      '\nExample:\n  cat it | npm run webhooks -- stats',
    );
  });

  it('names the local pipeline where a stage is the default, and a stage always', () => {
    leave = setEnvironment({ AIRWALLEX_STAGE: 'prod' });
    expect(commandLine('stats', { pipeline: {} })).toBe('npm run webhooks -- stats --stage local');
    expect(commandLine('stats', { pipeline: { stage: 'dev' } })).toContain('--stage dev');
    expect(commandLine('stats', { pipeline: { restored: 'r1' } })).toMatch(
      / --stage local --restored r1$/,
    );
    expect(commandLine('send', { options: ['--list'] })).toBe('npm run webhooks -- send --list');
  });

  it('has help texts as wide as the terminal', () => {
    const command = { configureOutput: () => ({ getOutHelpWidth: () => 20 }) };
    expect(helpText('one two three four five six\n\nExample:\n  webhooks stats')({ command })).toBe(
      'one two three four\nfive six\n\nExample:\n  npm run webhooks -- stats',
    );
  });

  it('names the project’s folder outside the project, and in a package inside it', () => {
    const prefix = `npm --prefix ${quoted(projectRoot)}`;
    calledIn(elsewhere);
    expect(commandLine('stats')).toBe(`${prefix} run webhooks -- stats`);
    expect(startLine()).toBe(`${prefix} start`);
    expect(cdkLine(['deploy'], stage)).toBe(
      `AWS_REGION=eu-west-1 ${prefix} run cdk -- deploy -c stage=prod --profile 'my profile'`,
    );
    calledIn(join(projectRoot, 'node_modules'));
    expect(commandLine('stats')).toBe('npm run webhooks -- stats');
    calledIn(join(projectRoot, 'node_modules', 'commander'));
    expect(commandLine('stats')).toBe(`${prefix} run webhooks -- stats`);
  });

  it('carries the stage, profile and region, or the folder of a local pipeline', () => {
    expect(commandLine('show', { operands: ['evt_1'], options: ['--body'], pipeline: stage })).toBe(
      `npm run webhooks -- show evt_1 --body ${flags}`,
    );
    expect(awsFlags(stage)).toBe(" --profile 'my profile' --region eu-west-1");
    expect(commandLine('events', { pipeline: {} })).toBe('npm run webhooks -- events');
    expect(commandLine('events', { pipeline: { folder: elsewhere } })).toBe(
      `LOCAL_DIR=${quoted(elsewhere)} npm run webhooks -- events`,
    );
    expect(startLine([], { folder: elsewhere })).toBe(`npm start -- --dir ${quoted(elsewhere)}`);
  });

  it('never passes a value of an event as an option', () => {
    expect(commandLine('show', { operands: ['--all'], options: ['--body'], pipeline: stage })).toBe(
      `npm run webhooks -- show --body ${flags} -- --all`,
    );
  });

  it('is parsed by a shell into the same words for any value of an event', () => {
    const word = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.string({
        unit: fc.constantFrom(...'\'"\\$`!;&|<>#~=*?[]{}() \n\r\t\u001b\u009b\u202e'),
        maxLength: 8,
      }),
    );
    // A NUL ends every argument of a program, and a lone surrogate is not text.
    const possible = word.filter((text) => !text.includes('\0') && text.isWellFormed());
    fc.assert(
      fc.property(fc.array(possible, { minLength: 1, maxLength: 50 }), (words) => {
        const line = words.map(quoted).join(' ');
        expect(isShown(line)).toBe(true);
        const read = execFileSync('bash', ['-c', `printf '%s\\0' ${line}`], {
          encoding: 'utf8',
          env: { ...process.env, LC_ALL: 'C.UTF-8' },
        });
        expect(read.split('\0').slice(0, -1)).toEqual(words);
      }),
      { numRuns: 40 },
    );
  });

  it('works when it is pasted in another folder', () => {
    calledIn(elsewhere);
    const run = (line: string): string =>
      execFileSync('bash', ['-c', line], { cwd: elsewhere, encoding: 'utf8' });
    expect(run(commandLine('stats', { options: ['--help'] }))).toContain('Usage: webhooks stats');
    expect(run(cdkLine(['--version'], { stage: 'dev' }))).toMatch(/\n2\.\d+\.\d+ /);
    const file = 'body.json';
    writeFileSync(join(elsewhere, file), '{}');
    const send = { options: ['--file', file, '--set', 'nowhere.at=1'] };
    expect(() => run(`${commandLine('send', send)} 2>&1`)).toThrow(
      expect.objectContaining({ stdout: expect.stringContaining('has no "nowhere"') }),
    );
  }, 60_000);
});

describe('a path', () => {
  it('is resolved against the folder that npm was called in; the local pipeline against the project', () => {
    const folder = join(elsewhere, 'sub');
    mkdirSync(folder);
    calledIn(folder);
    expect(givenPath('../seen.json')).toBe(join(elsewhere, 'seen.json'));
    expect(localFolder()).toBe(join(projectRoot, '.local'));
    const leaveDir = setEnvironment({ LOCAL_DIR: 'mine' });
    expect(localFolder()).toBe(join(folder, 'mine'));
    leaveDir();
  });

  it('is resolved against the current folder where no script of this project runs', () => {
    leave = setEnvironment({ INIT_CWD: elsewhere, npm_lifecycle_event: 'test' });
    expect(givenPath('seen.json')).toBe(join(process.cwd(), 'seen.json'));
  });
});
