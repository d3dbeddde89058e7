import { createRadar } from '../../../functions/shared/radar.ts';
import { linesLog } from '../../support/lines.ts';
import { runtimes } from '../../support/runtimes.ts';
import { sample } from '../../support/samples.ts';

const setUp = () => {
  const log = linesLog();
  const radar = createRadar(runtimes.payments, log);
  const look = (event: unknown, issues: Parameters<typeof radar>[1] = []): void =>
    radar(Buffer.from(JSON.stringify(event)), issues);
  return { lines: log.lines, radar, look };
};

const refund = (object: object, version = '2025-02-14') => ({
  id: 'evt_1',
  name: 'refund.settled',
  version,
  data: { object: { id: 'rfd_1', status: 'SETTLED', ...object } },
});

describe('the radar', () => {
  it('says once what is new of an event and API version', () => {
    const { lines, look } = setUp();
    for (let times = 0; times < 3; times++) look(refund({ speed: 'sentinel' }));
    expect(lines).toEqual([
      {
        message: 'drift',
        name: 'refund.settled',
        apiVersion: '2025-02-14',
        path: 'data.object.speed',
        sort: 'field',
        found: 'string',
      },
    ]);
    look(refund({ speed: 1 }, '2026-02-27'));
    expect(lines).toHaveLength(2);
  });

  it('repeats no API version that is none', () => {
    const { lines, look } = setUp();
    look(refund({ speed: 1 }, 'sentinel'));
    expect(lines).toMatchObject([{ apiVersion: '?', path: 'data.object.speed' }]);
  });

  it('says once what a schema refused', () => {
    const { lines, look } = setUp();
    const issue = { path: 'data.object.amount', expected: 'a decimal', received: 'boolean' };
    look(refund({ amount: true }), [issue]);
    look(refund({ amount: true }), [issue]);
    expect(lines).toMatchObject([{ path: 'data.object.amount', sort: 'form', found: 'boolean' }]);
  });

  it('tells a new status, and no value', () => {
    const { lines, look } = setUp();
    look(refund({ status: 'ON_HOLD', reason: 'sentinel', speed: { sentinel: 'sentinel' } }));
    expect(lines.map(({ found }) => found).sort()).toEqual(['ON_HOLD', 'object']);
    expect(JSON.stringify(lines)).not.toContain('sentinel');
  });

  it('never floods the log', () => {
    const { lines, look } = setUp();
    const letters = 'abcdefghijkl';
    for (const one of letters)
      look(refund(Object.fromEntries([...letters].map((two) => [`${one}${two}_new`, 1]))));
    expect(lines).toHaveLength(100);
  });

  it.each(['', 'no JSON', '[]', 'null', '{"name":1}'])('is silent about a body of %j', (body) => {
    const { lines, radar } = setUp();
    radar(Buffer.from(body), [{ path: '', expected: 'a JSON object', received: 'something else' }]);
    expect(lines).toEqual([]);
  });

  it('is silent about what is known', () => {
    const { lines, radar } = setUp();
    radar(sample('payments', 'refund.settled'), []);
    expect(lines).toEqual([]);
  });
});
