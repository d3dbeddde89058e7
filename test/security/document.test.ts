import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../lib/project-root.ts';

const folder = join(projectRoot, '.github');
const text = readFileSync(join(folder, 'SECURITY.md'), 'utf8');
const rows = (text.split('## Threats')[1]?.split('\n## ')[0] ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2);

const filesIn = (row: string): readonly string[] =>
  [...row.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);

it('SECURITY.md links a test for every threat, and quotes only titles that exist', () => {
  expect(rows.length).toBeGreaterThan(8);
  for (const row of rows) {
    const shown = row.split(' | ').at(-1) ?? '';
    const tests = filesIn(shown);
    expect({ row, tests: tests.length }).not.toEqual({ row, tests: 0 });
    for (const path of tests) expect(path).toMatch(/\.test\.ts$/);
    const texts = tests.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
    const titles = [...shown.matchAll(/(?<!\[)`([a-z][^`]* [^`]+)`/g)].map(
      ([, title = '']) => title,
    );
    expect(titles.filter((title) => !texts.includes(title))).toEqual([]);
  }
});
