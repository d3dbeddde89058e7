import { type Check, examine, ok, problem } from '../../../../bin/webhooks/doctor/check.ts';
import type { Patient } from '../../../../bin/webhooks/doctor/patient.ts';
import { Failure } from '../../../../bin/webhooks/failure.ts';

const nobody = (): Promise<never> => Promise.reject(new Error('Nobody was to be asked.'));

const patient: Patient = {
  name: 'the test',
  stage: undefined,
  pipeline: {},
  wait: 1_000,
  target: nobody,
  secretText: nobody,
  door: nobody,
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
  for await (const { check: name, status, detail } of examine(checks, patient))
    all.push([name, status, detail]);
  return all;
};

describe('an examination', () => {
  it('goes on after a problem, but not upon it: it names the one to mend first', async () => {
    expect(
      await found(
        check('ground', async () => [problem('It shakes.'), ok('It is there.')]),
        check('house', nobody, 'ground'),
        check('roof', nobody, 'house', 'weather'),
        check('garden', async () => [ok('It is green.')]),
      ),
    ).toEqual([
      ['ground', 'problem', 'It shakes.'],
      ['ground', 'ok', 'It is there.'],
      ['house', 'skipped', 'Nothing can be said before "ground" is mended.'],
      ['roof', 'skipped', 'Nothing can be said before "ground" is mended.'],
      ['garden', 'ok', 'It is green.'],
    ]);
  });

  it('takes what a check throws for a problem, in words where it has some', async () => {
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

  it('waits for no check for ever', async () => {
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
