import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../live/support/programs.ts';

/** The vendor's typed client, whose models are compared: no dependency of the project. */
const PACKAGE = '@airwallex/node-sdk@2.1.0-beta.5';

/** The fields of each model by name, each with the model that it holds: '' where it holds none. */
export type Models = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** npm as the program that runs this script, where it does: on Windows `npm` is no program. */
const npm = (words: readonly string[]): Promise<string> => {
  const file = process.env['npm_execpath'];
  return file ? runProgram(process.execPath, [file, ...words]) : runProgram('npm', words);
};

const MODELS = 'dist/model';

/** The fields that a model's file lists: read as text, since nothing of the package is run here. */
const fieldsIn = (text: string): ReadonlyMap<string, string> =>
  new Map(
    [...text.matchAll(/baseName: '([^']+)',\s*type: '(?:Array<)?([^'>]+)>?'/g)].map(
      ([, name = '', type = '']): [string, string] => [name, type],
    ),
  );

const modelsIn = (folder: string): Models => {
  const files = readdirSync(join(folder, MODELS)).filter((file) => file.endsWith('.js'));
  const all = files.flatMap((file): [string, ReadonlyMap<string, string>][] => {
    const text = readFileSync(join(folder, MODELS, file), 'utf8');
    const [, name] = /exports\.(\w+) = void 0/.exec(text) ?? [];
    return name === undefined ? [] : [[name, fieldsIn(text)]];
  });
  const names = new Set(all.map(([name]) => name));
  const known = (fields: ReadonlyMap<string, string>) =>
    new Map([...fields].map(([name, type]) => [name, names.has(type) ? type : '']));
  return new Map(all.map(([name, fields]) => [name, known(fields)]));
};

/**
 * Reads the models of the vendor's package.
 * @param given its folder or tarball; fetched with `npm pack` where none is given.
 * @returns the models, and the package's name and version.
 */
export const readPackage = async (
  given?: string,
): Promise<{ readonly source: string; readonly models: Models }> => {
  const temporary = mkdtempSync(join(tmpdir(), 'models-'));
  try {
    let folder = given ?? '';
    if (given === undefined || !statSync(given).isDirectory()) {
      const to = ['--pack-destination', temporary, '--ignore-scripts'];
      if (given === undefined) await npm(['pack', PACKAGE, ...to]);
      const [packed = ''] = readdirSync(temporary);
      const tarball = given ?? join(temporary, packed);
      await runProgram('tar', ['-xzf', tarball, '-C', temporary]);
      folder = join(temporary, 'package');
    }
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    );
    return { source: `${name} ${version} (${license})`, models: modelsIn(folder) };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
};
