import { setImmediate as soon } from 'node:timers/promises';
import { createReports } from '../../../../bin/local/forward/reports.ts';

const url = 'http://127.0.0.1:3000/';
const MINUTE = 60_000;

/** Reports of an application. @returns them with the lines that they have written. */
const start = (waiting: () => Promise<number>) => {
  const lines: string[] = [];
  let time = 0;
  const reports = createReports(
    url,
    (line) => lines.push(line),
    waiting,
    () => time,
  );
  return {
    ...reports,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    lines: async () => {
      await soon();
      return lines.map((line) => line.replace(`${url} `, ''));
    },
  };
};

const again = 'tried again, less and less often, for 12 hours';

describe('the reports of forwarding', () => {
  it('name each kind of failure once, and once more where it lasts', async () => {
    const { failed, pass, lines } = start(async () => 3);
    for (const change of ['a', 'b', 'a']) failed(change, 'answers 500');
    failed('c', 'does not answer within 15 s');
    pass(9 * MINUTE);
    failed('a', 'answers 500');
    pass(MINUTE);
    failed('a', 'answers 500');
    expect(await lines()).toEqual([
      `answers 500: ${again}; 3 changes wait`,
      `does not answer within 15 s: ${again}; 3 changes wait`,
      `answers 500: ${again}; 3 changes wait`,
    ]);
  });

  it('state the end of all failures, after which a failure is a new one', async () => {
    const { failed, settled, lines } = start(async () => 1);
    settled('never failed', false);
    failed('a', 'answers 500');
    failed('b', 'answers 500');
    settled('a', false);
    settled('b', false);
    failed('c', 'answers 500');
    expect(await lines()).toEqual([
      `answers 500: ${again}; 1 change waits`,
      'accepts changes again; 1 change waits',
      `answers 500: ${again}; 1 change waits`,
    ]);
  });

  it('state that changes are given up once, however many they are', async () => {
    const { failed, settled, lines } = start(async () => 9);
    for (const change of ['a', 'b', 'c']) failed(change, 'answers 410');
    for (const change of ['a', 'b']) settled(change, true);
    expect((await lines()).slice(1)).toEqual([
      'has not accepted a change for 12 hours: it is given up; 9 changes wait',
    ]);
  });

  it('leave out how many wait where nobody knows', async () => {
    const { failed, lines } = start(() => Promise.reject(new Error('no SQS')));
    failed('a', 'answers 500');
    expect(await lines()).toEqual([`answers 500: ${again}`]);
  });
});
