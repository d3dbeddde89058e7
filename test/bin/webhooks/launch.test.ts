import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '../../../lib/project-root.ts';

const folder = mkdtempSync(join(tmpdir(), 'launch-'));
const launcher = join(folder, 'bin/webhooks/launch.js');
const installed = join(folder, 'node_modules/node');

/** A tool that reports how it was started, and then does what its first argument says. */
const main = `
  const [task, code]: string[] = process.argv.slice(2);
  console.log(JSON.stringify({ pid: process.pid, task, code }));
  if (task === 'wait') setInterval(() => {}, 1_000);
  else process.exitCode = Number(code);
`;

beforeAll(() => {
  cpSync(join(projectRoot, 'bin/webhooks/launch.js'), launcher);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'bin/webhooks/main.ts'), main);
});
beforeEach(() => {
  mkdirSync(join(installed, 'bin'), { recursive: true });
  writeFileSync(join(installed, 'package.json'), '{ "bin": { "node": "bin/node" } }');
  symlinkSync(process.execPath, join(installed, 'bin/node'));
});
afterEach(() => rmSync(installed, { recursive: true, force: true }));
afterAll(() => rmSync(folder, { recursive: true }));

/** Without it, Node.js 24 reads TypeScript as little as older versions do. */
const old = '--no-strip-types';

const start = (flags: readonly string[], words: readonly string[]) =>
  spawn(process.execPath, [...flags, launcher, ...words]);

const end = async (child: ChildProcessWithoutNullStreams) => {
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { out, err, code: child.exitCode, signal: child.signalCode };
};

describe('the launcher', () => {
  it.each([
    ['reads TypeScript', []],
    ['does not read TypeScript', [old]],
  ])(
    'runs the tool and exits with its code where the Node.js of the caller %s',
    async (_what, flags) => {
      const child = start(flags, ['exit', '3']);
      const { out, err, code } = await end(child);
      const tool = JSON.parse(out);
      expect({ err, code }).toEqual({ err: '', code: 3 });
      expect(tool).toMatchObject({ task: 'exit', code: '3' });
      expect(tool.pid === child.pid).toBe(flags.length === 0);
    },
  );

  it.each(['SIGTERM', 'SIGHUP'] as const)(
    'passes %s to the tool and ends by it too',
    async (name) => {
      const child = start([old], ['wait']);
      const [line] = await once(child.stdout, 'data');
      child.kill(name);
      expect(await end(child)).toMatchObject({ signal: name });
      expect(() => process.kill(JSON.parse(line).pid, 0)).toThrow('ESRCH');
    },
  );

  it('names the command that installs Node.js where neither can run the tool', async () => {
    rmSync(installed, { recursive: true });
    const { err, code } = await end(start([old], ['exit', '0']));
    expect(code).toBe(1);
    expect(err).toContain(`This tool needs Node.js 24 and this is ${process.version}.`);
    expect(err).toContain(`npm --prefix "${folder}" ci`);
  });
});
