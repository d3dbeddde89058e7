import { endingOf, isAsTold } from '../../../../bin/webhooks/scenario/ending.ts';
import { disagreement, ended } from '../../../../bin/webhooks/scenario/print.ts';
import { scenarioNamed } from '../../../../bin/webhooks/scenario/scenarios.ts';
import { createReader } from '../../../../bin/webhooks/target/reader.ts';
import { useTarget } from '../../../support/target.ts';

const scenario = scenarioNamed('checkout', 'seed', Date.UTC(2026, 8, 1));

const test = useTarget(beforeEach);

const send = (bodies: readonly Buffer[]): Promise<void> => test.pipeline.send(bodies);

const look = (patience: number, waiting = async () => 0) =>
  endingOf(createReader(test.target), scenario, {
    patience,
    waiting,
    onLook: () => {},
    signal: new AbortController().signal,
  });

const bodies = scenario.events.map(({ body }) => body);

describe('the ending of a scenario', () => {
  it('is as told when all its events are archived and applied', async () => {
    await send(bodies);
    const ending = await look(10_000);
    expect(isAsTold(ending)).toBe(true);
    expect(ending.rows.map(({ verdict }) => verdict)).toEqual(['as told', 'as told']);
  });

  it('is waited for while messages are on their way', async () => {
    let looks = 0;
    const ending = await look(30_000, async () => {
      looks += 1;
      if (looks === 6) await send(bodies);
      return looks < 6 ? 1 : 0;
    });
    expect(isAsTold(ending)).toBe(true);
  });

  it('tells what is missing, once nothing is on its way or patience ends', async () => {
    await send(bodies.slice(0, 1));
    const began = Date.now();
    const ending = await look(60_000);
    expect(Date.now() - began).toBeLessThan(20_000);
    expect(ending.unarchived).toHaveLength(bodies.length - 1);
    expect(ended(ending, {})).toContain('payment_attempt: missing');
    expect(ended(ending, {})).toContain('payment_attempt.paid ');
    expect(disagreement(ending)).toBe(
      'The tables do not hold what the scenario says: 2 of 2 rows are not as it says, 9 events not archived.',
    );
    expect((await look(1, async () => 1)).unarchived).toHaveLength(bodies.length - 1);
  });

  it('tells of a row that is not of the story, and of fields that are otherwise', async () => {
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
    await send([other('payment_intent.noted', {})]);
    const { rows } = await look(10_000);
    const wrong = rows.filter(({ verdict }) => verdict !== 'as told');
    expect(wrong.map(({ pk, sk, verdict }) => ({ pk, sk, verdict }))).toEqual([
      { pk: intent, sk: 'payment_intent', verdict: 'different' },
      { pk: intent, sk: 'details', verdict: 'unexpected' },
    ]);
    expect(wrong[0]?.differences).toContainEqual({
      field: 'status',
      before: '"SUCCEEDED"',
      after: '"CANCELLED"',
    });
  });
});
