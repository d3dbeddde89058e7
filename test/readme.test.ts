import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { derive, readReadme, referenceFile } from '../bin/readme.ts';
import { reference } from '../bin/webhooks/reference.ts';
import { domains } from '../functions/domains.ts';

const root = join(import.meta.dirname, '..');
const readme = readReadme();

it('has current derived parts; npm run readme writes them', () => {
  expect(derive(readme)).toBe(readme);
  for (const { events } of domains)
    for (const event of events)
      expect(readme).toContain(`\`${event.slice(event.lastIndexOf('.') + 1)}\``);
});

it('has a current reference of the tool; npm run readme writes it', () => {
  expect(readFileSync(referenceFile, 'utf8')).toBe(reference());
});

it('links to what is there', () => {
  const links = [...readme.matchAll(/(?:\]\(|(?:src|srcset)=")(?!https?:)([^)#"]+)/g)].map(
    ([, path = '']) => path,
  );
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it('names only tests that are there', () => {
  const proofs = readme.split('## Guarantees')[1]?.split('\n## ')[0] ?? '';
  const rows = proofs.split('\n').filter((line) => line.includes('.test.ts'));
  for (const row of rows) {
    const files = [...row.matchAll(/\]\(([^)]+\.test\.ts)\)/g)].map(([, path = '']) => path);
    const text = files.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
    const names = [...row.matchAll(/`([a-z][^`]* [^`]+)`/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  }
});

it('shows npm scripts that are there', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const [, name = ''] of readme.matchAll(/npm run ([a-z]+(?:[:-][a-z]+)*)/g))
    expect(scripts).toHaveProperty(name);
});
