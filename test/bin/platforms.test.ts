import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shellOf } from '../../bin/local/processes/tied.ts';
import { projectRoot } from '../../lib/project-root.ts';

/*
 * What runs on a user's machine runs on Linux, macOS and Windows. Only Linux on x64 is tried here: this
 * looks for what is known to work on one of them alone.
 */

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(projectRoot, 'package.json'), 'utf8'),
);

/** A variable set for one command, several commands, or a program that Windows does not have. */
const shellOnly = /^\w+=|&&|\|\||[;|<>`]|\$\(|^(?:sh|bash|cp|rm|mkdir|cat|env)\b|\.sh\b/;

const assumptions: Readonly<Record<string, RegExp>> = {
  'a path of one system': /['"`]\/(?:bin|dev|etc|tmp|usr|var|proc)\//,
  'the path of a file URL as text': /new URL\([^)]*import\.meta\.url\)\.pathname/,
  'a path in an import': /\bimport\((?:join|resolve)\(/,
};

/** Each is an answer to the platform that it runs on. */
const allowed: Readonly<Record<string, string>> = {
  'bin/local/processes/tied.ts': 'starts a shell that Windows does not have, and none there',
  'bin/local/lambda/memory.ts': 'reads what Linux alone has, and watches nothing elsewhere',
};

const findings = (text: string): readonly string[] =>
  Object.entries(assumptions).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

describe('on every platform', () => {
  it.each(Object.entries(scripts))('npm run %s needs no shell: %s', (_, script) => {
    expect(script).not.toMatch(shellOnly);
  });

  it('no code assumes the paths of one system', () => {
    const files = globSync('{bin,lib,functions}/**/*.ts', { cwd: projectRoot });
    expect(files.length).toBeGreaterThan(200);
    const found = files.flatMap((file) =>
      findings(readFileSync(join(projectRoot, file), 'utf8')).map((what) => ({ file, what })),
    );
    expect(found.filter(({ file }) => !(file in allowed))).toEqual([]);
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(Object.keys(allowed)));
  });

  it.each([
    ['FUZZ=100 jest', shellOnly],
    ['tsc && jest', shellOnly],
    ['rm -rf cdk.out', shellOnly],
    ["readFileSync('/tmp/x')", assumptions['a path of one system']],
    ["new URL('x', import.meta.url).pathname", assumptions['the path of a file URL as text']],
    ["import(join(root, 'x.ts'))", assumptions['a path in an import']],
  ])('would be noticed: %s', (text, pattern) => {
    expect(text).toMatch(pattern ?? /^$/);
  });

  it('a line of a shell goes to the shell of the platform', () => {
    expect(shellOf('node bin/app.ts', 'linux')).toEqual([
      '/bin/sh',
      ['-c', 'exec node bin/app.ts'],
    ]);
    expect(shellOf('node bin/app.ts', 'win32')).toEqual([
      'cmd.exe',
      ['/d', '/s', '/c', 'node bin/app.ts'],
    ]);
  });
});
