import {
  type Check,
  examine,
  ok,
  problem,
} from '../../../../../bin/webhooks/prove/doctor/check.ts';
import type { CheckContext } from '../../../../../bin/webhooks/prove/doctor/context.ts';
import { Failure } from '../../../../../bin/webhooks/terminal/failure.ts';

const unreachable = (): Promise<never> => Promise.reject(new Error('Nothing may be requested.'));

const context: CheckContext = {
  name: 'the test',
  stage: undefined,
  pipeline: {},
  wait: 1_000,
  target: unreachable,
  secretText: unreachable,
  urlAnswer: unreachable,
  logsOf: (name) => name,
  waiting: () => {},
};

const check = (name: string, run: Check['run'], ...after: readonly string[]): Check => ({
  name,
  after,
  run,
});

const found = async (...checks: readonly Check[]) => {
  const all = [];
  for await (const { check: name, status, detail } of examine(checks, context))
    all.push([name, status, detail]);
  return all;
};

describe('a run of the checks', () => {
  it('skips the checks that depend on a problem, names the one to fix first, and runs the others', async () => {
    expect(
      await found(
        check('ground', async () => [problem('It shakes.'), ok('It is there.')]),
        check('house', unreachable, 'ground'),
        check('roof', unreachable, 'house', 'weather'),
        check('garden', async () => [ok('It is green.')]),
      ),
    ).toEqual([
      ['ground', 'problem', 'It shakes.'],
      ['ground', 'ok', 'It is there.'],
      ['house', 'skipped', 'Skipped until "ground" is fixed.'],
      ['roof', 'skipped', 'Skipped until "ground" is fixed.'],
      ['garden', 'ok', 'It is green.'],
    ]);
  });

  it('reports the error of a check as a problem', async () => {
    const expired = Object.assign(new Error('no'), { name: 'ExpiredToken' });
    expect(
      await found(
        check('first', () => Promise.reject(new Failure('Do this.'))),
        check('second', () => Promise.reject(expired)),
        check('third', () => Promise.reject(new TypeError('odd'))),
      ),
    ).toEqual([
      ['first', 'problem', 'Do this.'],
      ['second', 'problem', expect.stringContaining('have expired')],
      ['third', 'problem', 'The check failed: TypeError, odd'],
    ]);
  });

  it('ends a check that never finishes', async () => {
    jest.useFakeTimers();
    try {
      const all = found(check('endless', () => new Promise(() => {})));
      await jest.advanceTimersByTimeAsync(61_000);
      expect(await all).toEqual([['endless', 'problem', 'No answer within 61 s.']]);
    } finally {
      jest.useRealTimers();
    }
  });
});
