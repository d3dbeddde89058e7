import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { documentFiles } from '../bin/docs.ts';
import { projectRoot } from '../lib/project-root.ts';

/*
 * Plain technical English: some words that a native engineer would neither write nor search for, in
 * documents and in code. The words that need judgement are left to reviewers.
 */

/** Each dropped word, with the words to use instead. */
const dropped = {
  told: 'reported, stated, passed',
  'mend(?:s|ed|ing)?': 'fix',
  lest: 'so that … not',
  anew: 'again',
  'for ever': 'permanently',
  'so many': 'N, a number of',
  'under our hands': 'concurrently',
  'lack(?:s|ed|ing)?': 'missing, without',
  stands: 'is, is stored, is current',
};

/** The code whose words are checked. */
const scope = ['{bin,functions,lib,package,test}/**/*.{ts,js,cjs,py}'];

/** Words that others read: the fields of `--json` that were renamed. */
const published = [
  { word: 'told', files: 'bin/webhooks/README.md' },
  { word: 'stands', files: 'bin/webhooks/README.md' },
];

const pattern = new RegExp(`\\b(?:${Object.keys(dropped).join('|')})\\b`, 'gi');

/** The dropped words of a text; the parts of an identifier count as words. */
const wordsIn = (text: string): readonly string[] =>
  text.replaceAll(/([a-z0-9])(?=[A-Z])|_/g, '$1 ').match(pattern) ?? [];

const betterThan = (word: string): string =>
  Object.entries(dropped).find(([form]) => new RegExp(`^(?:${form})$`, 'i').test(word))?.[1] ?? '';

/** The dropped words of a file that are not published, each as `line: word`. */
const findingsIn = (file: string): readonly string[] =>
  readFileSync(join(projectRoot, file), 'utf8')
    .split('\n')
    .flatMap((line, index) => wordsIn(line).map((word) => ({ line: index + 1, word })))
    .filter(
      ({ word }) =>
        !published.some((one) => one.word === word.toLowerCase() && matchesGlob(file, one.files)),
    )
    .map(({ line, word }) => `${line}: ${word} (better: ${betterThan(word)})`);

const own = 'test/language.test.ts';
const files = globSync(scope, { cwd: projectRoot })
  .filter((file) => file !== own)
  .sort();

describe('no dropped word is', () => {
  it.each(documentFiles.map((file) => [file]))('in the document %s', (file) => {
    expect(findingsIn(file)).toEqual([]);
  });

  it('in a comment, string, title or identifier of code', () => {
    expect(files.length).toBeGreaterThan(100);
    const found = files.map((file) => ({ file, words: findingsIn(file) }));
    expect(found.filter(({ words }) => words.length > 0)).toEqual([]);
  });
});

describe('a dropped word is noticed', () => {
  it.each([
    ['in a sentence', 'It tells what it was told.'],
    ['in upper case', 'Told apart.'],
    ['in another form', 'how it was mended'],
    ['as two words', 'kept for ever'],
    ['in an identifier', 'const lackOf = 1;'],
    ['at the end of an identifier', 'const toBeTold = 1;'],
    ['in a constant', 'const WHAT_STANDS = 1;'],
  ])('%s: %s', (_where, text) => {
    expect(wordsIn(text)).toHaveLength(1);
  });

  it.each(['a recommended lesson', 'black and standstill', "the setting 'forever'"])(
    'and not within another word: %s',
    (text) => {
      expect(wordsIn(text)).toEqual([]);
    },
  );
});
