/**
 * Is loaded into every function's process before its bundle, to break what no proxy can: its clock,
 * and its process by a poisoned record. It imports nothing of the project.
 */
import { readFileSync } from 'node:fs';
import { env, exit } from 'node:process';

/** What `control.ts` writes; read anew where it may have changed meanwhile. */
const control = (): Record<string, unknown> =>
  JSON.parse(readFileSync(env['FAULTS_CONTROL'] ?? '', 'utf8'));

const { clockOffset, secretsEndpoint } = control();
env['AWS_ENDPOINT_URL_SECRETS_MANAGER'] = String(secretsEndpoint);

if (clockOffset !== 0) {
  const { now } = Date;
  const wrong = () => now() + Number(clockOffset);
  globalThis.Date = new Proxy(Date, {
    construct: (target, parameters) =>
      Reflect.construct(target, parameters.length === 0 ? [wrong()] : parameters),
    get: (target, name) => (name === 'now' ? wrong : Reflect.get(target, name)),
  });
}

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
  const { parse } = JSON;
  JSON.parse = (text, reviver) => {
    const [, poison = ''] = poisonous.exec(text) ?? [];
    if (poison !== '' && parse(readFileSync(env['FAULTS_CONTROL'] ?? '', 'utf8')).poison)
      poisons[poison]?.();
    return parse(text, reviver);
  };
}
