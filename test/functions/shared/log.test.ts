import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { errorFields } from '../../../functions/shared/log.ts';

/** The line that a call writes in a process of its own, as Lambda would see it. */
const lineOf = (call: string): unknown => {
  const log = join(import.meta.dirname, '../../../functions/shared/log.ts');
  const script = `import { createLog } from '${log}'; createLog('payments', 'AirwallexWebhooks/dev').${call};`;
  const args = ['--input-type=module', '--eval', script];
  return JSON.parse(spawnSync('node', args, { encoding: 'utf8' }).stderr);
};

describe('a counted line', () => {
  const line = lineOf(`count('drift', { path: 'data.colour' })`);

  it('is a warning', () => {
    expect(line).toMatchObject({ level: 'WARN', message: 'drift', path: 'data.colour' });
  });

  it('is a metric by service to CloudWatch', () => {
    expect(line).toMatchObject({
      service: 'payments',
      drift: 1,
      _aws: {
        Timestamp: expect.any(Number),
        CloudWatchMetrics: [
          {
            Namespace: 'AirwallexWebhooks/dev',
            Dimensions: [['service']],
            Metrics: [{ Name: 'drift' }],
          },
        ],
      },
    });
  });
});

describe('of an error', () => {
  const fieldsOf = (message: string, options?: ErrorOptions) =>
    errorFields(new TypeError(message, options));

  it('its name, the name of its cause and the place are told, and no word of its message', () => {
    expect(fieldsOf('secret', { cause: new RangeError('secret') })).toEqual({
      error: 'TypeError',
      cause: 'RangeError',
      where: expect.stringMatching(/^at fieldsOf \(.*log\.test\.ts:\d+:\d+\)$/),
    });
  });

  it('a message that looks like a stack is no place', () => {
    expect(fieldsOf('no\n    at secret (/secret:1:1)\n')['where']).toContain('log.test.ts');
    const changed = new Error('no\n    at secret (/secret:1:1)\n');
    expect(changed.stack).toContain('at secret');
    changed.message = 'another';
    expect(errorFields(changed)['where']).toBeUndefined();
  });

  it('a name that is a sentence is not told', () => {
    const named = Object.assign(new Error('no'), { name: 'Refused {"secret":1}' });
    expect(errorFields(named)['error']).toBe('Error');
  });

  it('nothing is told but its type, where it is no error', () => {
    expect(errorFields('secret')).toEqual({ error: 'string' });
  });
});
