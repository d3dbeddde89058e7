/** `npm run models`: the list of the vendor's models that `models.test.ts` compares schemas with. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../lib/project-root.ts';
import { type Models, readPackage } from './package.ts';
import { roots } from './roots.ts';

const usage = `Writes test/models/models.json: the fields of the vendor's typed models of what events are about.

Usage: npm run models -- [options]

  --package <path>  folder or tarball of @airwallex/node-sdk; fetched by npm pack into a temporary
                    folder where none is named
  --check           writes nothing; ends with 3 where models.json is not what the package has
  --help

Then npm test names each field that no schema knows, and each unread one without a reason.`;

const file = join(projectRoot, 'test/models/models.json');

/** The models that the roots lead to, each field as its name or as `name:Model`. */
const reachable = (models: Models): Readonly<Record<string, string>> => {
  const found = new Set(Object.values(roots).flatMap((places) => Object.values(places).flat()));
  const lines: Record<string, string> = {};
  for (const name of found) {
    const fields = models.get(name);
    if (fields === undefined) throw new Error(`The package has no model ${name}.`);
    for (const inner of fields.values()) if (inner !== '') found.add(inner);
    lines[name] = [...fields]
      .map(([field, inner]) => (inner === '' ? field : `${field}:${inner}`))
      .join(' ');
  }
  return Object.fromEntries(Object.entries(lines).sort(([a], [b]) => (a < b ? -1 : 1)));
};

const { values } = parseArgs({
  options: {
    package: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const run = async (): Promise<void> => {
  const { source, models } = await readPackage(values.package);
  const text = `${JSON.stringify({ source, models: reachable(models) }, null, 2)}\n`;
  const isCurrent = readFileSync(file, 'utf8') === text;
  if (!values.check) writeFileSync(file, text);
  if (values.check && !isCurrent) process.exitCode = 3;
  const state = values.check ? 'is not' : 'was not';
  console.log(`models.json ${isCurrent ? 'is' : state} what ${source} has.`);
};

if (values.help) console.log(usage);
else await run();
