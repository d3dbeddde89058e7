import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadInterface } from '../../functions/runtimes.ts';
import {
  type DescribedInterface,
  describeInterface,
  refusalOf,
  textOf,
} from '../../package/interface.ts';
import manifest from '../../package/package.json' with { type: 'json' };

/* `npm run interface`: records the interface, unless it changed more than its version. */

const file = join(import.meta.dirname, 'interface.json');

const current = describeInterface(await loadInterface(), manifest.version);
const recorded: DescribedInterface | undefined = existsSync(file)
  ? JSON.parse(readFileSync(file, 'utf8'))
  : undefined;
const refusal = recorded && refusalOf(recorded, current);
if (refusal === undefined) writeFileSync(file, textOf(current));
else {
  process.stderr.write(`${refusal}\n`);
  process.exitCode = 1;
}
