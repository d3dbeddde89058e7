/** `npm start`: the whole pipeline on this machine, until Ctrl-C. */
import { relative } from 'node:path';
import { namesOf } from '../../lib/names.ts';
import { outputsFile } from '../webhooks/pipeline/outputs.ts';
import { commandLine, startLine } from '../webhooks/terminal/command-line.ts';
import { outWidth, printErr, printOut } from '../webhooks/terminal/output.ts';
import { workingFolder } from '../webhooks/terminal/working-folder.ts';
import { createConsole } from './console/console.ts';
import { forwardSecret } from './forward/secret.ts';
import { type Local, startLocal } from './local.ts';
import { readOptions } from './options.ts';

const options = readOptions(process.argv.slice(2));
const console = createConsole(
  printOut,
  namesOf(options.stage).function(''),
  outWidth() !== undefined,
);

const fail = (reason: unknown): never => {
  printErr(`\n${reason instanceof Error ? reason.message : reason}`);
  process.exit(1);
};

let local: Local | undefined;
let stopping = false;
const stop = async () => {
  // Before the start is complete, or on a second signal, exit at once: child processes end with it.
  if (stopping || !local) process.exit(130);
  stopping = true;
  console.end();
  console.print('\nstopping …');
  await local.stop();
  process.exit();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);

// A signal to npm ends the shell between npm and this process, and the shell does not forward it.
if (process.env['npm_lifecycle_event'] === 'start') {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || stopping || stop(), 500).unref();
}

local = await startLocal(options, console).catch(fail);
local.broken.then((reason) => stopping || fail(reason)).catch(fail);

const { webhookUrl, inspectorUrl } = local.outputs;
const pathOf = (path: string) => {
  const inside = relative(workingFolder(), path);
  return inside.startsWith('..') ? path : inside;
};
const pipeline = { folder: options.dir };
const send = commandLine('send', { operands: ['payment_intent.succeeded'], pipeline });
console.step(`ready: ${webhookUrl}`);
console.step(`events in a browser: ${inspectorUrl}`);
if (options.forwardTo !== undefined)
  console.print(`
Changes are posted to ${options.forwardTo}, signed as Standard Webhooks: verify the body, as received,
with one of its libraries (npm install standardwebhooks) and this secret:
  ${forwardSecret(options.dir)}`);
console.print(`
Next, in another terminal, sign and send a sample and list the events:
  ${send}
  ${commandLine('events', { pipeline })}

State is kept in ${pathOf(options.dir)}, addresses and the signing secret in
${pathOf(outputsFile(options.dir))}. Ctrl-C stops everything; this starts from scratch:
  ${startLine(['--reset'], pipeline)}
`);
