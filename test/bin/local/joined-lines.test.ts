import { stripVTControlCharacters } from 'node:util';
import { createConsole } from '../../../bin/local/console/console.ts';

const lines: string[] = [];
let console: ReturnType<typeof createConsole>;

beforeEach(() => {
  jest.useFakeTimers();
  lines.length = 0;
  console = createConsole((line) => lines.push(stripVTControlCharacters(line)), 'prefix-', true);
});
afterEach(() => jest.useRealTimers());

const at = (milliseconds: number): string =>
  new Date(Date.UTC(2026, 10, 28, 17, 38, 29) + milliseconds).toISOString();

const ingress = (fields: object): void =>
  console.functionLine(
    'prefix-ingress',
    JSON.stringify({ level: 'INFO', message: 'accepted', timestamp: at(0), ...fields }),
  );
const consumer = (fields: object): void =>
  console.functionLine(
    'prefix-issuing',
    JSON.stringify({ level: 'INFO', message: 'batch', timestamp: at(15), ...fields }),
  );

const event = { requestId: 'r1', eventId: 'evt_1', event: 'issuing.transaction.succeeded' };
const line = '17:38:29 200 issuing.transaction.succeeded evt_1 →';

describe('the lines of an event on a terminal', () => {
  it('are one, with the result and the time that it took', () => {
    ingress(event);
    expect(lines).toEqual([]);
    consumer({ accepted: 1, requestIds: ['r1'] });
    jest.runAllTimers();
    expect(lines).toEqual([`${line} accepted, 15 ms`]);
  });

  it('are one too when the consumer is faster than the log of the ingress', () => {
    consumer({ accepted: 1, requestIds: ['r1'] });
    ingress(event);
    jest.runAllTimers();
    expect(lines).toEqual([`${line} accepted, 15 ms`]);
  });

  it('state that it waits, and later what became of it', () => {
    ingress(event);
    jest.runAllTimers();
    expect(lines).toEqual([`${line} waiting`]);
    consumer({ repeated: 1, requestIds: ['r1'], timestamp: at(9_500) });
    jest.runAllTimers();
    expect(lines.slice(1)).toEqual([`${line} repeated, 9.5 s`]);
  });

  it('follow a warning or an error about it, which is printed at once', () => {
    ingress(event);
    consumer({ level: 'WARN', message: 'quarantined', requestId: 'r1', eventId: 'evt_1' });
    expect(lines).toEqual(['issuing     17:38:29 WARN  quarantined eventId=evt_1']);
    consumer({ quarantined: 1, accepted: 1, requestIds: ['r1', 'r2'] });
    expect(lines.slice(1)).toEqual([`${line} quarantined, 15 ms`]);
  });

  it('are printed again for a message that failed and came back', () => {
    ingress(event);
    consumer({ level: 'ERROR', message: 'failed', requestId: 'r1' });
    consumer({ failed: 1, requestIds: ['r1'] });
    consumer({ accepted: 1, requestIds: ['r1'], timestamp: at(30_000) });
    jest.runAllTimers();
    expect(lines.slice(1)).toEqual([`${line} failed, 15 ms`, `${line} accepted, 30.0 s`]);
  });

  it('are printed when the runner stops, whatever is missing', () => {
    ingress(event);
    consumer({ accepted: 1, requestIds: ['r2'] });
    console.end();
    expect(lines).toEqual([`${line} waiting`, 'issuing     17:38:29 INFO  batch accepted=1']);
  });

  it('leave a batch alone that belongs to no event of this run', () => {
    consumer({ accepted: 2, requestIds: ['old'] });
    expect(lines).toEqual([]);
    jest.runAllTimers();
    expect(lines).toEqual(['issuing     17:38:29 INFO  batch accepted=2']);
  });

  it('are no others: a refusal is printed at once, and so is what is no structured line', () => {
    ingress({ level: 'WARN', message: 'refused', requestId: 'r9', refused: 1 });
    console.functionLine('prefix-ingress', 'plain text');
    expect(lines).toEqual([
      'ingress     17:38:29 WARN  refused refused=1',
      'ingress     plain text',
    ]);
  });
});
