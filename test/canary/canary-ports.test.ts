import { receive } from '../../functions/ingress/receive.ts';
import { signingSecret } from '../../functions/ingress/signature.ts';
import { consume } from '../../functions/shared/consume.ts';
import { createLog } from '../../functions/shared/lambda/log.ts';
import { memoryStore } from '../../functions/shared/store/memory.ts';
import { ingressOf } from '../support/aws/ingress.ts';
import { nothingErased } from '../support/erasure/erasures.ts';
import { runtimeOf } from '../support/runtimes.ts';

import { leaks, leaksInLines, nowhere } from './allowed.ts';
import { batch, request, secretText } from './invocations.ts';
import { sentinel } from './sentinels.ts';

/*
 * Failures that no service of AWS produces within seconds: ports that throw any kind of value, with text
 * of a body in every part of it, or never settle.
 */

const word = (): string => sentinel('an error');

const parsing = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

const errors: readonly (readonly [string, () => unknown])[] = [
  ['a message', () => new Error(word())],
  ['a cause', () => new Error('no', { cause: new Error(word()) })],
  ['a cause that is no error', () => new Error('no', { cause: { body: word() } })],
  ['a name', () => Object.assign(new Error('no'), { name: `no ${word()}` })],
  ['fields', () => Object.assign(new Error('no'), { Item: { S: word() }, $response: word() })],
  ['a message like a stack trace', () => new Error(`no\n    at ${word()} (/${word()}:1:1)`)],
  ['several errors', () => new AggregateError([new Error(word())], word())],
  ['a text', () => word()],
  ['an object', () => ({ name: word(), message: word(), toString: word })],
  ['an error of JSON.parse', () => parsing(`{"name": ${word()}`)],
];

/** The lines that Powertools writes during a call. */
const written = async (call: () => Promise<unknown>): Promise<readonly string[]> => {
  const lines: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, 'write').mockImplementation((line) => lines.push(String(line).trim()) > 0),
  );
  await call().finally(() => {
    for (const spy of spies) spy.mockRestore();
  });
  return lines;
};

const consuming = (ports: { archive?: () => Promise<never>; radar?: () => void }) => {
  const { archive, radar = () => {} } = ports;
  const log = createLog('payments', 'AirwallexWebhooks/dev');
  return written(() =>
    consume(batch(), {
      runtime: runtimeOf('payments'),
      control: nothingErased,
      store: { ...memoryStore(), ...(archive && { archive }) },
      inbox: { postpone: () => Promise.reject(new Error(word())), remove: async () => {} },
      log,
      radar,
      now: Date.now,
      recordTimeout: 100,
    }),
  );
};

const receiving = async (error: unknown): Promise<{ lines: readonly string[]; answer: string }> => {
  const log = createLog('ingress', 'AirwallexWebhooks/dev');
  let answer = '';
  const lines = await written(async () => {
    const secrets = { current: () => Promise.reject(error), renewed: async () => undefined };
    const ingress = ingressOf(signingSecret('live', secretText), { secrets, log, sample: () => 1 });
    const response = await receive(request(), ingress);
    answer = JSON.stringify(response);
  });
  return { lines, answer };
};

describe.each(errors)('text of a body in a thrown error: %s', (_title, make) => {
  it('is neither logged nor answered by the ingress', async () => {
    const { lines, answer } = await receiving(make());
    expect(lines).toHaveLength(1);
    expect(leaksInLines(lines)).toEqual([]);
    expect(leaks(answer, nowhere)).toEqual([]);
  });

  it('is not logged by a consumer', async () => {
    const lines = await consuming({ archive: () => Promise.reject(make()) });
    expect(lines).toHaveLength(4);
    expect(leaksInLines(lines)).toEqual([]);
  });

  it('is not logged when the radar throws it', async () => {
    const lines = await consuming({
      radar: () => {
        throw make();
      },
    });
    expect(lines.filter((line) => line.includes('"radar failed"'))).toHaveLength(3);
    expect(leaksInLines(lines)).toEqual([]);
  });
});

it('a record that never settles is logged without text of its body', async () => {
  const lines = await consuming({ archive: () => new Promise(() => {}) });
  expect(lines.filter((line) => line.includes('"RecordTimeout"'))).toHaveLength(3);
  expect(leaksInLines(lines)).toEqual([]);
});
