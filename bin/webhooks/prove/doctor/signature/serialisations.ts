import { Buffer } from 'node:buffer';
import { readJson, type Style, writeJson } from './json-text.ts';
import type { Variant } from './mistake.ts';

const unicode = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
const ascii = (text: string): string => text.replace(/[\u007f-\uffff]/g, unicode);
const html = (text: string): string => text.replace(/[<>&\u2028\u2029]/g, unicode);
const slashes = (text: string): string => text.replaceAll('/', '\\/');

const compact: Style = { comma: ',', colon: ':' };
const spaced: Style = { comma: ', ', colon: ': ' };
const indented = (indent: string): Style => ({ comma: ',', colon: ': ', indent });
const jackson: Style = { comma: ',', colon: ' : ', indent: '  ' };

/** Bytes as JSON in a style; nothing where they are not JSON. */
const inStyle =
  (...styles: readonly Style[]) =>
  (body: Buffer): readonly Buffer[] => {
    try {
      const json = readJson(body.toString('utf8'));
      return styles.map((style) => Buffer.from(writeJson(json, style)));
    } catch {
      return [];
    }
  };

const reparsed = (body: Buffer): readonly Buffer[] => {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return [undefined, 2, 4].map((indent) => Buffer.from(JSON.stringify(json, undefined, indent)));
  } catch {
    return [];
  }
};

const RAW = 'Sign and verify the raw bytes of the request, before anything parses them.';

/** Variants of a body that was parsed and serialised again, the smallest change first. */
export const serialisationVariants: readonly Variant<Buffer>[] = [
  {
    mistake: {
      name: 'body-compact',
      what: 'It is signed over the body without the white space between its parts.',
      from: `The given body was parsed and serialised again, by an editor, a proxy or a log that pretty-prints JSON. ${RAW}`,
    },
    of: inStyle(compact),
  },
  {
    mistake: {
      name: 'body-pretty',
      what: 'It is signed over the body in lines, indented.',
      from: `The signer pretty-printed it. ${RAW}`,
    },
    of: inStyle(...['  ', '    ', '\t'].map(indented), jackson),
  },
  {
    mistake: {
      name: 'body-spaced',
      what: 'It is signed over the body with a space after each comma and colon.',
      from: `Python's json.dumps does this unless it is given separators=(",", ":"). ${RAW}`,
    },
    of: inStyle(spaced, { ...spaced, escape: ascii }),
  },
  {
    mistake: {
      name: 'body-escaped',
      what: 'It is signed over the body with slashes, or <, > and &, escaped.',
      from: `PHP's json_encode escapes slashes, Go's json.Marshal the others. ${RAW}`,
    },
    of: inStyle({ ...compact, escape: slashes }, { ...compact, escape: html }),
  },
  {
    mistake: {
      name: 'body-unicode-escaped',
      what: 'It is signed over the body with \\u escapes instead of the characters, or the other way round.',
      from: `A serialiser writes ASCII only (Python's ensure_ascii, PHP), or reads the escapes. ${RAW}`,
    },
    of: inStyle({ ...compact, escape: ascii }, { ...compact, escape: (it) => ascii(slashes(it)) }),
  },
  {
    mistake: {
      name: 'body-sorted',
      what: 'It is signed over the body with sorted names.',
      from: `A serialiser sorted them: sort_keys=True, a TreeMap, Go's map. ${RAW}`,
    },
    of: inStyle(
      { ...compact, sorted: true },
      { ...spaced, sorted: true },
      { ...spaced, sorted: true, escape: ascii },
      { ...compact, sorted: true, escape: html },
    ),
  },
  {
    mistake: {
      name: 'body-re-serialised',
      what: 'It is signed over JSON.stringify(JSON.parse(body)).',
      from: `A body parser (express.json(), API Gateway's mapping) gave an object, which was serialised again: numbers such as 10.00 and long ones change. ${RAW}`,
    },
    of: reparsed,
  },
];
