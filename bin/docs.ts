import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domains, unrouted } from '../functions/domains.ts';
import { loadInterface } from '../functions/runtimes.ts';
import type { Domain } from '../functions/shared/domain.ts';
import { projectRoot } from '../lib/project-root.ts';
import { recordFileOf } from '../package/record-file.ts';
import { changeTable, kindTable, metadataTable, recordTables } from '../package/tables.ts';
import { commandTable, reference } from './webhooks/reference.ts';

/** The `--help` of every command; the whole file is derived. */
export const referenceFile = 'bin/webhooks/REFERENCE.md';

/** The kinds of record, as functions know them; the whole file is derived. */
export const recordFile = 'functions/shared/change/records.ts';

/** What {@link recordFile} is to hold. */
export const recordFileText = async (): Promise<string> => recordFileOf(await loadInterface());

/** Every document of the project, by its path from the root. */
export const documentFiles: readonly string[] = globSync(
  ['README.md', '{.github,bin,functions,lib,test}/**/*.md', 'package/*.md'],
  { cwd: projectRoot },
).sort();

export const readDocument = (file: string): string => readFileSync(join(projectRoot, file), 'utf8');

/** An event name without its last part. */
const familyOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));

const domainSection = ({ name, title, objects, events, errorImpact }: Domain): string => {
  const families = [...new Set(events.map(familyOf))];
  const lines = families.map((family) => {
    const lastParts = events
      .filter((event) => familyOf(event) === family)
      .map((event) => `\`${event.slice(family.length + 1)}\``);
    return `| \`${family}\` | ${lastParts.join(', ')} |`;
  });
  return [
    `### ${name}`,
    '',
    `${title[0]?.toUpperCase()}${title.slice(1)}.`,
    '',
    `- Records are about ${objects.map((kind) => `\`${kind}\``).join(', ')}.`,
    `- If its consumer fails: ${errorImpact}`,
    '',
    '| Family | Events |',
    '| --- | --- |',
    ...lines,
  ].join('\n');
};

/** The path of events, as a Mermaid diagram. */
const flow = (): string => {
  const queues = [...domains, unrouted].map(({ name }, index) => ({ id: `Q${index + 1}`, name }));
  const tables = domains.map(({ name }) => name).join(' · ');
  return [
    '```mermaid',
    'flowchart LR',
    '  A[Airwallex] -- "POST /webhooks<br>signed" --> I[ingress<br>verify · route]',
    '  I -- "200 once queued" --> A',
    `  I --> ${queues.map(({ id, name }) => `${id}[(${name})]`).join(' & ')}`,
    `  ${queues.map(({ id }) => id).join(' & ')} --> C["consumer of the domain<br>validate · project · archive · apply"]`,
    '  C --> E[[events<br>every event, its exact body]]',
    `  C --> S[[${tables}<br>current records]]`,
    '```',
  ].join('\n');
};

/** The reactions that documents show: files of `test/examples`, which a test runs. */
export const examples = ['stop-lost-connection', 'release-order', 'answer-dispute'] as const;

const camelCase = (name: string): string =>
  name.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** An example as it is in the folder of reactions. */
export const exampleText = (name: string): string => {
  const file = readFileSync(join(projectRoot, 'test/examples', `${name}.ts`), 'utf8');
  return file.replace('../../functions/', '../');
};

const shownExample = (name: string): string =>
  `\`\`\`ts\n// functions/reactions/${name}.ts\n${exampleText(name)}\`\`\``;

/** The derived parts of documents, by the name in their markers. */
const partsOf = async (): Promise<Readonly<Record<string, string>>> => ({
  events: domains.map(domainSection).join('\n\n'),
  commands: await commandTable(),
  kinds: await kindTable(),
  metadata: metadataTable(),
  change: changeTable(),
  records: await recordTables(),
  flow: flow(),
  ...Object.fromEntries(examples.map((name) => [camelCase(name), shownExample(name)])),
});

/** The derived part in each pair of markers, and its name. */
const marked = /(?<=<!-- derived: (\w+) -->\n)[\s\S]*?(?=<!-- \/derived -->)/g;

/**
 * A document with its derived parts made from the registry and the tool.
 * @throws Error when a marker names a part that does not exist.
 */
export const derive = async (document: string): Promise<string> => {
  const parts = await partsOf();
  return document.replace(marked, (_part, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`There is no derived part "${name}".`);
    return `${part}\n`;
  });
};

const update = async (): Promise<void> => {
  for (const file of documentFiles)
    writeFileSync(join(projectRoot, file), await derive(readDocument(file)));
  writeFileSync(join(projectRoot, referenceFile), await reference());
  writeFileSync(join(projectRoot, recordFile), await recordFileText());
};

if (process.argv[1] === import.meta.filename) void update();
