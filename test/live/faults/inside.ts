/**
 * Is loaded into every function's process before its bundle, to break what no proxy can: its clock,
 * and its process by a poisoned record. It imports nothing of the project.
 */
import { readFileSync } from 'node:fs';
import { env, exit } from 'node:process';

const { parse } = JSON;

/** What `control.ts` has written last. */
const control = (): Record<string, unknown> =>
  parse(readFileSync(env['FAULTS_CONTROL'] ?? '', 'utf8'));

let { clockOffset } = control();
env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] = String(control()['secretsEndpoint']);
setInterval(() => {
  clockOffset = control()['clockOffset'];
}, 200).unref();

const { now } = Date;
const shifted = () => now() + Number(clockOffset);
globalThis.Date = new Proxy(Date, {
  construct: (target, parameters) =>
    Reflect.construct(target, parameters.length === 0 ? [shifted()] : parameters),
  get: (target, name) => (name === 'now' ? shifted : Reflect.get(target, name)),
});

const forever = (milliseconds?: number) =>
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);

const poisons: Readonly<Record<string, () => void>> = {
  crashes: () => exit(1),
  settles: () => forever(),
  exhausts: () => {
    const hoard: Buffer[] = [];
    for (;;) {
      hoard.push(Buffer.alloc(2 ** 24, 1));
      forever(20);
    }
  },
};

const poisonous = /"id":"evt_poison_(crashes|settles|exhausts)_/;

// A consumer reads a body by parsing it; the batch around it is parsed by Lambda's runtime.
if (!env['AWS_LAMBDA_FUNCTION_NAME']?.endsWith('-ingress')) {
  JSON.parse = (text, reviver) => {
    const [, poison = ''] = poisonous.exec(text) ?? [];
    if (poison !== '' && control()['poison']) poisons[poison]?.();
    return parse(text, reviver);
  };
}
