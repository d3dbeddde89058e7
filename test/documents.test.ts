import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  derive,
  documentFiles,
  readDocument,
  recordFile,
  recordFileText,
  referenceFile,
} from '../bin/docs.ts';
import { reference } from '../bin/webhooks/reference.ts';
import { domains } from '../functions/domains.ts';
import { projectRoot } from '../lib/project-root.ts';

const documents = documentFiles.map((file) => ({ file, text: readDocument(file) }));
const written = documents.filter(({ file }) => file !== referenceFile);
const readme = readDocument('README.md');

it('README.md links to every other document', () => {
  expect(documentFiles).toEqual([
    '.github/SECURITY.md',
    'README.md',
    'bin/webhooks/README.md',
    'bin/webhooks/REFERENCE.md',
    'functions/CHANGES.md',
    'functions/README.md',
    'functions/RECORDS.md',
    'functions/reactions/README.md',
    'lib/README.md',
    'lib/RUNBOOK.md',
    'package/README.md',
    'test/README.md',
    'test/bench/README.md',
  ]);
  for (const file of documentFiles.filter((one) => one !== 'README.md'))
    expect(readme).toContain(`](${file})`);
});

describe('a derived part', () => {
  it.each(documents)('is current in $file; npm run docs updates it', async ({ text }) => {
    expect(await derive(text)).toBe(text);
  });

  it('lists the commands in bin/webhooks/README.md, and every event in functions/README.md', () => {
    expect(readDocument('bin/webhooks/README.md')).toContain('](REFERENCE.md#audit)');
    const events = readDocument('functions/README.md');
    for (const event of domains.flatMap((domain) => domain.events))
      expect(events).toContain(`\`${event.slice(event.lastIndexOf('.') + 1)}\``);
  });

  it('is the whole of the kinds of record that functions know', async () => {
    expect(readDocument(recordFile)).toBe(await recordFileText());
  });

  it('is the whole of REFERENCE.md', async () => {
    expect(readDocument(referenceFile)).toBe(await reference());
  });

  it('has a known name in its marker', async () => {
    const unknown = '<!-- derived: weather -->\n<!-- /derived -->';
    await expect(derive(unknown)).rejects.toThrow('There is no derived part "weather".');
  });
});

/** Where the sections of a document begin, as GitHub makes it of their headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.replaceAll(/^```[\s\S]*?^```$/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\]\(|(?:src|srcset)=")(?!https?:)([^)"\s]+)/g)].map(
    ([, link = '']) => link,
  );

/** Whether a link of a document leads to a file, and to a section of it where it names one. */
const leadsSomewhere = (file: string, link: string): boolean => {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? file : join(dirname(file), path);
  if (!existsSync(join(projectRoot, target))) return false;
  return anchor === undefined || anchorsOf(readDocument(target)).includes(anchor);
};

describe('in the documents', () => {
  it.each(written)(
    'every link and image of $file leads to a file and section that exist',
    ({ file, text }) => {
      expect(linksIn(text).length).toBeGreaterThan(3);
      expect(linksIn(text).filter((link) => !leadsSomewhere(file, link))).toEqual([]);
    },
  );

  it('a link to a missing file or section is noticed', () => {
    expect(leadsSomewhere('lib/README.md', '../README.md#deploy-to-aws')).toBe(true);
    expect(leadsSomewhere('lib/README.md', 'README.md#deploy-to-aws')).toBe(false);
    expect(leadsSomewhere('lib/README.md', 'REFERENCE.md')).toBe(false);
  });

  it('every picture is shown', () => {
    const all = documents.map(({ text }) => text).join('\n');
    const pictures = globSync('*', { cwd: join(projectRoot, '.github/images') });
    expect(pictures.filter((picture) => !all.includes(`.github/images/${picture}`))).toEqual([]);
  });

  it.each(written)('every npm script that $file shows exists', ({ text }) => {
    const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
    const run = [...text.matchAll(/npm run ([a-z]+(?:[:-][a-z]+)*)/g)].map(([, name = '']) => name);
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  const tests = globSync('test/**/*.test.ts', { cwd: projectRoot }).map((file) => basename(file));

  it.each(written)('every test file that $file names exists', ({ text }) => {
    const named = [...text.matchAll(/`(?:[\w-]+\/)*([\w-]+\.test\.ts)`/g)].map(
      ([, name = '']) => name,
    );
    expect(named.filter((name) => !tests.includes(name))).toEqual([]);
  });

  /** The last cell of a table's line, or a line of text. */
  const proofOf = (line: string): string => line.split(' | ').at(-1) ?? '';

  it('every title of a test is in a test file that is linked beside it', () => {
    const proofs = written.flatMap(({ file, text }) =>
      text
        .split('\n')
        .map(proofOf)
        .filter((proof) => proof.includes('.test.ts)'))
        .map((proof) => ({ file, proof })),
    );
    expect(proofs.length).toBeGreaterThan(50);
    for (const { file, proof } of proofs) {
      const paths = linksIn(proof).filter((path) => path.endsWith('.test.ts'));
      const text = paths.map((path) => readDocument(join(dirname(file), path))).join('\n');
      const titles = [...proof.matchAll(/(?<!\[)`(?!npm )([a-z][^`]* [^`]+)`/g)].map(
        ([, title = '']) => title,
      );
      expect({ file, missing: titles.filter((title) => !text.includes(title)) }).toEqual({
        file,
        missing: [],
      });
    }
  });
});

describe('README.md', () => {
  it('has at most 170 lines and 1,400 words', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(170);
    expect(readme.trim().split(/\s+/).length).toBeLessThanOrEqual(1_400);
  });

  it('has the two commands, each on a line of its own', () => {
    expect(readme).toMatch(/^npm ci && npm start$/m);
    expect(readme).toMatch(/^npm ci && npm test$/m);
  });
});
