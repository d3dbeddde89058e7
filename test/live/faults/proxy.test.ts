import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '../../../bin/local/processes/ports.ts';
import { createDeliveries } from './deliveries.ts';
import { type FaultKind, type FaultProxy, startProxy } from './proxy.ts';

let effects: string[];
let service: Server;
let proxy: FaultProxy;

beforeEach(async () => {
  effects = [];
  service = createServer(async (request, response) => {
    effects.push(await text(request));
    response.end(JSON.stringify({ effects: effects.length }));
  });
  proxy = await startProxy(`http://127.0.0.1:${await listen(service, { port: 0, flag: '' })}`);
});
afterEach(() => {
  proxy.stop();
  service.close();
  service.closeAllConnections();
});

/** Asks through the proxy. @returns the status and body, or what became of the connection. */
const ask = async (operation = 'PutItem', milliseconds = 300): Promise<string> => {
  try {
    const response = await fetch(proxy.endpoint, {
      method: 'POST',
      headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
      body: '{"Item":{}}',
      signal: AbortSignal.timeout(milliseconds),
    });
    return `${response.status} ${await response.text()}`;
  } catch (error) {
    // In a jest test it is of another realm, and no instance of this one's Error.
    return Object(error).name === 'TimeoutError' ? 'no answer' : 'broken off';
  }
};

const suffer = (fault: FaultKind, share = 1): void =>
  proxy.suffer({ seed: 'a test', share, faults: [fault] });

describe('the proxy', () => {
  it('lets pass what nothing befalls', async () => {
    expect(await ask()).toBe('200 {"effects":1}');
    expect(effects).toEqual(['{"Item":{}}']);
    expect(proxy.injected).toBe(0);
  });

  it.each<[FaultKind, string, number]>([
    [{ status: 400, error: 'Throttled' }, '400 {"__type":"Throttled"', 0],
    [{ delay: 30 }, '200 {"effects":1}', 1],
    ['hang', 'no answer', 0],
    ['hang after', 'no answer', 1],
    ['twice', '200 {"effects":2}', 2],
    ['refuse', 'broken off', 0],
    ['reset after', 'broken off', 1],
  ])('does %j', async (fault, answer, effect) => {
    suffer(fault);
    expect(await ask()).toContain(answer);
    expect(effects).toHaveLength(effect);
    expect(proxy.injected).toBe(1);
  });

  it('strikes the same requests for the same seed, of the operations that are named', async () => {
    const run = async (): Promise<readonly string[]> => {
      const faults = [{ status: 500, error: 'Broken' }];
      proxy.suffer({ seed: 'half', share: 0.5, faults, operations: ['PutItem'] });
      const statuses: string[] = [];
      for (let index = 0; index < 12; index += 1) statuses.push((await ask()).slice(0, 3));
      expect(await ask('GetItem')).toMatch(/^200/);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set(['200', '500']));
    expect(await run()).toEqual(first);
  });
});

describe('deliveries', () => {
  const asked = { QueueUrl: 'a queue', MaxNumberOfMessages: 10, WaitTimeSeconds: 20 };
  const messages = Array.from({ length: 10 }, (_, index) => ({ MessageId: String(index) }));
  const receive = (deliveries: ReturnType<typeof createDeliveries>, Messages: readonly object[]) =>
    JSON.stringify(deliveries.answer?.('ReceiveMessage', asked, { Messages })['Messages']);

  it('shorten what a consumer waits for, and only that', () => {
    const { ask: change } = createDeliveries();
    expect(change?.('ReceiveMessage', asked)).toMatchObject({ WaitTimeSeconds: 1 });
    expect(change?.('ChangeMessageVisibility', { VisibilityTimeout: 21_600 })).toEqual({
      VisibilityTimeout: 1,
    });
    const sent = { MessageBody: 'a body' };
    expect(change?.('SendMessage', sent)).toBe(sent);
  });

  it('deliver once and in order where nothing else is asked for', () => {
    expect(receive(createDeliveries(), messages)).toBe(JSON.stringify(messages));
  });

  it.each(['twice', 'late'] as const)('deliver %s, and lose nothing', (disorder) => {
    jest.useFakeTimers({ now: 0 });
    const deliveries = createDeliveries();
    deliveries.disturb(disorder, 'a test');
    const first = receive(deliveries, messages);
    deliveries.disturb(undefined, '');
    jest.setSystemTime(10_000);
    const second = receive(deliveries, []);
    jest.useRealTimers();
    const ids = (text: string): string[] =>
      JSON.parse(text).map(({ MessageId }: { MessageId: string }) => MessageId);
    expect(deliveries.disturbed).toBeGreaterThan(0);
    expect(ids(second)).toHaveLength(deliveries.disturbed);
    expect(new Set([...ids(first), ...ids(second)]).size).toBe(messages.length);
    expect(ids(first)).toHaveLength(disorder === 'twice' ? 10 : 10 - deliveries.disturbed);
  });
});
