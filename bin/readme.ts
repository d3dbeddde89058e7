import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains } from '../functions/domains.ts';
import type { Domain } from '../functions/shared/domain.ts';
import { commandTable, reference } from './webhooks/reference.ts';

const file = join(import.meta.dirname, '..', 'README.md');

/** What every command of the tool says of itself. */
export const referenceFile = join(import.meta.dirname, 'webhooks', 'REFERENCE.md');

/** An event name's family: the object that its last part says something about. */
const familyOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

const domainSection = ({ name, title, objects, events, errorImpact }: Domain): string => {
  const families = [...new Set(events.map(familyOf))];
  const rows = families.map((family) => {
    const endings = events
      .filter((event) => familyOf(event) === family)
      .map((event) => `\`${event.slice(family.length + 1)}\``);
    return `| \`${family}\` | ${endings.join(', ')} |`;
  });
  return [
    `**${name}**: ${title}. Rows are about ${objects.map((kind) => `\`${kind}\``).join(', ')}. While its consumer fails: ${errorImpact}`,
    '',
    '| Family | Events |',
    '| --- | --- |',
    ...rows,
  ].join('\n');
};

/** The derived parts of the README, by the name in their markers. */
const parts: Readonly<Record<string, string>> = {
  events: domains.map(domainSection).join('\n\n'),
  commands: commandTable(),
};

/** The README with its derived parts made from the registry. */
export const derive = (readme: string): string =>
  Object.entries(parts).reduce(
    (text, [name, part]) =>
      text.replace(
        new RegExp(`(<!-- derived: ${name} -->\n)[^]*?(<!-- /derived -->)`),
        (_match, start: string, end: string) => `${start}${part}\n${end}`,
      ),
    readme,
  );

export const readReadme = (): string => readFileSync(file, 'utf8');

if (process.argv[1] === import.meta.filename) {
  writeFileSync(file, derive(readReadme()));
  writeFileSync(referenceFile, reference());
}
