import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { recordedArguments } from '../../../../../bin/webhooks/pipeline/control/arguments.ts';
import { recorded } from '../../../../../bin/webhooks/pipeline/control/trail.ts';
import { Failure } from '../../../../../bin/webhooks/terminal/failure.ts';
import { useTarget } from '../../../../support/tool/target.ts';
import { useTool } from '../../../../support/tool/tool.ts';
import { refundEvent } from '../../../../support/webhook.ts';

const test = useTarget(beforeAll);
const tool = useTool(test);
afterEach(() => {
  process.exitCode = undefined;
});

const given = (title: string, ...operands: string[]) => ({ title, operands, pairs: [] });

/** The latest operation, as it is printed. */
const latest = async (): Promise<object> => Object([await tool.json('operations')].flat()[0]);

it('there is none at first', async () => {
  expect(await tool.run('operations')).toMatch(/^No command has changed the local pipeline since/);
  expect(await tool.json('operations')).toEqual([]);
});

describe('a command that changes a pipeline', () => {
  it('is recorded with who ran it, when, its arguments, its counts and the code that it ran by', async () => {
    await test.pipeline.send([refundEvent('settled')]);
    await tool.run('replay', '--all');
    expect(await latest()).toEqual({
      startedAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      endedAt: expect.stringMatching(/^2\d{3}-.*Z$/),
      by: expect.stringMatching(/./),
      command: 'replay',
      arguments: ['--all'],
      result: 'done',
      counts: { applied: 0, unchanged: 1, quarantined: 0, failed: 0 },
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is recorded as refused where a check ends it before it does anything', async () => {
    await expect(tool.run('replay', 'evt_nowhere')).rejects.toThrow('no such event');
    expect(await latest()).toMatchObject({ arguments: ['evt_nowhere'], result: 'refused' });
  });

  it('is recorded as begun while it runs, and if it is killed', async () => {
    let during: object = {};
    await recorded(test.target, given('rebuild', 'payments'), async () => {
      during = await latest();
      return { result: 'interrupted', counts: { records: 2 } };
    });
    expect(during).toMatchObject({ command: 'rebuild', result: 'begun', endedAt: null });
    expect(await latest()).toMatchObject({ result: 'interrupted', counts: { records: 2 } });
  });

  it('is recorded with what it had done when it failed', async () => {
    const failing = recorded(test.target, given('send'), async (note) => {
      note({ deliveries: 3 });
      throw new Failure('Not accepted.', 3);
    });
    await expect(failing).rejects.toThrow('Not accepted.');
    expect(await latest()).toMatchObject({ result: 'failed', counts: { deliveries: 3 } });
    const crashing = recorded(test.target, given('send'), async () => {
      throw new TypeError('x');
    });
    await expect(crashing).rejects.toThrow(TypeError);
    expect(await latest()).toMatchObject({ result: 'failed', counts: {} });
  });

  it('does not begin where it cannot be recorded', async () => {
    const work = jest.fn();
    const { controlTable: _none, ...outputs } = test.target.outputs;
    await expect(recorded({ ...test.target, outputs }, given('send'), work)).rejects.toThrow(
      /^the test has no control table, .* Nothing was begun, .* npm start/,
    );
    const gone = { ...outputs, controlTable: 'none' };
    const missing = { ...test.target, outputs: gone };
    await expect(recorded(missing, given('send'), work)).rejects.toThrow(
      'Nothing was begun, since its trail cannot be written.',
    );
    expect(work).not.toHaveBeenCalled();
  });

  it('is not recorded where it only shows what it would do', async () => {
    const before = await tool.json('operations');
    await tool.run('replay', '--all', '--dry-run');
    await tool.run('erase', '--account', 'acct_1').catch(() => {});
    await tool.run('rebuild', 'payments', '--compare');
    expect(await tool.json('operations')).toEqual(before);
  });
});

describe('the listing', () => {
  it('has the latest first, from a time on, and no more than its limit', async () => {
    const all = [await tool.json('operations')].flat().map((one) => Object(one).startedAt);
    expect(all).toEqual(all.toSorted().reverse());
    expect([await tool.json('operations', '--limit', '2')].flat()).toHaveLength(2);
    expect(await tool.json('operations', '--since', '2999-01-01T00:00:00Z')).toEqual([]);
    expect(await tool.json('operations', '--since', all[0])).toHaveLength(1);
  });

  it('has a line for each', async () => {
    expect(await tool.run('operations', '--limit', '1')).toMatch(
      /^2\d{3}-\S+Z +failed +\S+ +send$/,
    );
  });
});

describe('the arguments that are recorded', () => {
  it('hold no value that may be a secret, a text of a body or a note', () => {
    const pairs = [
      ['--secret', 'whsec_1'],
      ['--set', 'data.first_name=Ada'],
      ['--note', 'Ada called'],
      ['--url', 'https://user:password@example.com'],
      ['--file', '/home/ada/body.json'],
      ['--limit', '5'],
      ['--yes', undefined],
    ] as const;
    const words = recordedArguments({ title: 'send', operands: ['whsec_2', 'evt_1'], pairs });
    expect(words.join(' ')).toBe(
      '… evt_1 --secret … --set … --note … --url … --file … --limit 5 --yes',
    );
  });

  it('name an erased person by a digest, which whoever knows the id can compare', async () => {
    await tool.run('erase', '--customer', 'cus_1', '--yes', '--wait', '0').catch(() => {});
    expect(await latest()).toMatchObject({
      command: 'erase',
      arguments: [
        '--customer',
        // printf 'customer#cus_1' | sha256sum
        expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        ...['--yes', '--wait', '0'],
      ],
    });
    const { Items } = await test.target.dynamodb.send(
      new ScanCommand({ TableName: test.target.outputs.controlTable }),
    );
    expect(JSON.stringify(Items)).not.toContain('cus_1');
  });

  it('are at most a hundred words', () => {
    const operands = Array.from({ length: 105 }, (_, index) => `evt_${index}`);
    expect(recordedArguments({ title: 'replay', operands, pairs: [] })).toHaveLength(101);
  });
});
