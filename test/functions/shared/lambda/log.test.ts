import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The line that a call writes in a process of its own, as Lambda would see it. */
const lineOf = (call: string): unknown => {
  const log = join(import.meta.dirname, '../../../../functions/shared/lambda/log.ts');
  const script = `import { createLog } from '${log}'; createLog('payments', 'AirwallexWebhooks/dev').${call};`;
  const args = ['--input-type=module', '--eval', script];
  const env = { ...process.env, _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793' };
  return JSON.parse(spawnSync('node', args, { encoding: 'utf8', env }).stderr);
};

it('says nothing of tracing and sampling, of which there is none', () => {
  const names = Object.keys(Object(lineOf(`warn('late', { lag: 1 })`)));
  expect(names).toEqual(['level', 'message', 'timestamp', 'service', 'lag']);
});

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
