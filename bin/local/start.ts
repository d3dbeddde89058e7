/** `npm start`: the whole pipeline on this machine, until Ctrl-C. */
import { relative } from 'node:path';
import { createConsole } from './console.ts';
import { startLocal } from './local.ts';
import { projectRoot, readOptions } from './options.ts';
import { outputsFile } from './outputs.ts';

const options = readOptions(process.argv.slice(2));
const console = createConsole((line) => process.stdout.write(`${line}\n`));

const fail = (reason: unknown): never => {
  process.stderr.write(`\n${reason instanceof Error ? reason.message : reason}\n`);
  process.exit(1);
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  fail(
    `The local pipeline needs Node 22.18 or newer and this is ${process.version}: run it with npm start, which uses the Node that npm ci installs here.`,
  );
}

const starting = startLocal(options, console);

let stopping = false;
const stop = async () => {
  // A second Ctrl-C does not wait; whatever is left ends with this process.
  if (stopping) process.exit(130);
  stopping = true;
  console.say('\nstopping …');
  await starting.then((local) => local.stop()).catch(() => {});
  process.exit(0);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

const local = await starting.catch(fail);
local.broken.then((reason) => stopping || fail(reason));

const { webhookUrl } = local.outputs;
const shown = (path: string) => {
  const inside = relative(projectRoot, path);
  return inside.startsWith('..') ? path : inside;
};
console.step(`ready: ${webhookUrl}`);
console.say(`
Try next, in another terminal:
  npm run webhooks -- send payment_intent.succeeded   sign and send a sample
  npm run webhooks -- get payments <id>               see what became of it

State is kept in ${shown(options.dir)} (npm start -- --reset forgets it), addresses and the signing
secret are in ${shown(outputsFile(options.dir))}. Ctrl-C stops everything.
`);
