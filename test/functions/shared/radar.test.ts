import fc from 'fast-check';
import { parseBody } from '../../../functions/shared/event/envelope.ts';
import { createRadar } from '../../../functions/shared/radar.ts';
import { linesLog } from '../../support/lines.ts';
import { runtimeOf } from '../../support/runtimes.ts';

import { sample } from '../../support/samples.ts';

const setUp = () => {
  const log = linesLog();
  const radar = createRadar(runtimeOf('payments'), log);
  const look = (event: unknown, issues: Parameters<typeof radar>[1] = []): void =>
    radar(event, issues);
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

  it('reports a new status, and no value', () => {
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
    expect(lines.length).toBeLessThanOrEqual(200);
  });

  it('reports a new field of one family after any number of names, versions and other families', () => {
    const { lines, look } = setUp();
    for (let name = 0; name < 30; name += 1)
      for (let day = 10; day < 30; day += 1) {
        const version = `2026-01-${day}`;
        const body = { version, data: { object: { id: 'x', any_new: 1 } } };
        look({ ...body, name: `payment_attempt.event_${'x'.repeat(name)}` });
        look({ ...body, name: `payment_intent.event_${'x'.repeat(name)}` });
      }
    const before = lines.length;
    look({ name: 'payment_intent.created', data: { object: { id: 'x', fee: 1 } } });
    look(refund({ fee: 1 }));
    expect(lines.slice(before)).toMatchObject([
      { name: 'payment_intent.created', path: 'data.object.fee' },
      { name: 'refund.settled', path: 'data.object.fee' },
    ]);
  });

  it('reports each new status, also when a field had another before', () => {
    const { lines, look } = setUp();
    for (const status of ['ON_HOLD', 'FROZEN', 'ON_HOLD']) look(refund({ status }));
    expect(lines.map(({ found }) => found)).toEqual(['ON_HOLD', 'FROZEN']);
  });

  it('reports a new status after every payment method in the name of every event', () => {
    const { lines, look } = setUp();
    for (let method = 0; method < 71; method += 1)
      for (let event = 0; event < 30; event += 1) {
        const type = `method_${'x'.repeat(method)}`;
        const payment_method = { type, [type]: { flow: 'qr' } };
        const object = { id: 'att_1', status: 'PAID', payment_method };
        look({ name: `payment_attempt.event_${'x'.repeat(event)}`, data: { object } });
      }
    const before = lines.length;
    expect(before).toBeLessThanOrEqual(200);
    look({ name: 'payment_attempt.paid', data: { object: { id: 'att_1', status: 'ON_HOLD' } } });
    expect(lines.slice(before)).toMatchObject([{ sort: 'word', found: 'ON_HOLD' }]);
  });

  it('reports a new status after any number of other new things', () => {
    const name = fc.constantFrom('refund.settled', 'refund.failed', 'payment_intent.pending');
    const fieldName = fc.stringMatching(/^[a-z]{3,20}$/);
    const fields = fc.dictionary(fieldName, fc.jsonValue(), { maxKeys: 60 });
    const event = fc.record({
      name,
      fields,
      type: fieldName,
      status: fc.stringMatching(/^[A-Z]+$/),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 90 }), (events) => {
        const { lines, look } = setUp();
        for (const { name, fields, type, status } of events) {
          const attempt = { status, payment_method: { type } };
          const object = { ...fields, id: 'x', status, latest_payment_attempt: attempt };
          look({ name, data: { object } }, [{ path: 'data.any', expected: '', received: type }]);
        }
        look(refund({ status: 'ON_HOLD_AT_LAST' }));
        expect(lines.at(-1)).toMatchObject({ sort: 'word', found: 'ON_HOLD_AT_LAST' });
      }),
      { numRuns: 25 },
    );
  });

  it('has an end for words too', () => {
    const { lines, look } = setUp();
    for (let one = 0; one < 300; one += 1) {
      const letters = [...one.toString(26)].map(
        (digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[parseInt(digit, 26)],
      );
      look(refund({ status: `NEW_${letters.join('')}` }));
    }
    expect(lines).toHaveLength(200);
  });

  it.each(['', 'no JSON', '[]', 'null', '{"name":1}'])('is silent about a body of %j', (body) => {
    const { lines, radar } = setUp();
    const issues = [{ path: '', expected: 'a JSON object', received: 'something else' }];
    radar(parseBody(Buffer.from(body)), issues);
    expect(lines).toEqual([]);
  });

  it('is silent about what is known', () => {
    const { lines, radar } = setUp();
    radar(parseBody(sample('payments', 'refund.settled')), []);
    expect(lines).toEqual([]);
  });
});
