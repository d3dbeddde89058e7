import { createReader } from '../../../../../bin/webhooks/pipeline/records.ts';
import { disagreement, resultText } from '../../../../../bin/webhooks/send/scenario/print.ts';
import { isAsExpected, resultOf } from '../../../../../bin/webhooks/send/scenario/result.ts';
import { scenarioNamed } from '../../../../../bin/webhooks/send/scenario/scenarios.ts';
import { useTarget } from '../../../../support/tool/target.ts';

const scenario = scenarioNamed('checkout', 'seed', Date.UTC(2026, 8, 1));

const test = useTarget(beforeEach);

const send = (bodies: readonly Buffer[]): Promise<void> => test.pipeline.send(bodies);

const resultWithin = (timeout: number, waiting = async () => 0) =>
  resultOf(createReader(test.target.tables), scenario, {
    timeout,
    waiting,
    onPoll: () => {},
    signal: new AbortController().signal,
  });

const bodies = scenario.events.map(({ body }) => body);

describe('the result of a scenario', () => {
  it('is as expected once all its events are archived and applied', async () => {
    await send(bodies);
    const result = await resultWithin(10_000);
    expect(isAsExpected(result)).toBe(true);
    expect(result.rows.map(({ verdict }) => verdict)).toEqual(['as expected', 'as expected']);
  });

  it('is waited for while the queues hold messages', async () => {
    let polls = 0;
    const result = await resultWithin(30_000, async () => {
      polls += 1;
      if (polls === 6) await send(bodies);
      return polls < 6 ? 1 : 0;
    });
    expect(isAsExpected(result)).toBe(true);
  });

  it('reports what is missing once the queues are empty or the time is up', async () => {
    await send(bodies.slice(0, 1));
    const began = Date.now();
    const result = await resultWithin(60_000);
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(result.unarchived).toHaveLength(bodies.length - 1);
    expect(resultText(result, {})).toContain('payment_attempt: missing');
    expect(resultText(result, {})).toContain('payment_attempt.paid ');
    expect(disagreement(result)).toBe(
      'The tables differ from what the scenario expects: 2 of 2 records are not as expected, 9 events not archived.',
    );
    expect((await resultWithin(1, async () => 1)).unarchived).toHaveLength(bodies.length - 1);
  });

  it('reports the fields in which a record differs', async () => {
    const [intent = ''] = scenario.expected.map(({ pk }) => pk);
    const other = (name: string, object: object) =>
      Buffer.from(
        JSON.stringify({
          id: `evt_${name}`,
          name,
          created_at: '2026-09-02T00:00:00Z',
          data: { object: { id: intent.slice(intent.indexOf('#') + 1), ...object } },
        }),
      );
    await send([...bodies, other('payment_intent.cancelled', { status: 'CANCELLED', amount: 1 })]);
    const { rows: records } = await resultWithin(10_000);
    const wrong = records.filter(({ verdict }) => verdict !== 'as expected');
    expect(wrong.map(({ pk, sk, verdict }) => ({ pk, sk, verdict }))).toEqual([
      { pk: intent, sk: 'payment_intent', verdict: 'different' },
    ]);
    expect(wrong[0]?.differences).toContainEqual({
      field: 'status',
      before: '"SUCCEEDED"',
      after: '"CANCELLED"',
    });
  });
});
