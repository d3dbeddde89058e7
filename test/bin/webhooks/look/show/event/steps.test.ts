import * as fc from 'fast-check';
import { stepsOf } from '../../../../../../bin/webhooks/look/show/event/steps.ts';
import { durationOf } from '../../../../../../bin/webhooks/terminal/duration.ts';

const received = Date.UTC(2026, 2, 1, 10);
const event = {
  occurredAt: '2026-03-01T09:59:58.000Z',
  sentAt: received - 500,
  receivedAt: received,
  requestId: 'request-0',
  archivedAt: received + 900,
};
/** The event's own delivery first. */
const logged = (times: readonly number[]) =>
  times.map((at, place) => ({ requestId: `request-${place}`, at }));
const steps = (accepted: readonly number[]) =>
  stepsOf(event, logged(accepted)).map(({ step, afterMs }) => [step, afterMs]);

describe('the steps of an event', () => {
  it('are in order, with the time between', () => {
    expect(steps([received + 20])).toEqual([
      ['occurred', null],
      ['sent', 1_500],
      ['received', 500],
      ['queued', 20],
      ['archived', 880],
    ]);
  });

  it('include later deliveries of the same body, before or after it was archived', () => {
    expect(steps([received + 20, received + 60_000, received + 300])).toEqual([
      ['occurred', null],
      ['sent', 1_500],
      ['received', 500],
      ['queued', 20],
      ['delivered again', 280],
      ['archived', 600],
      ['delivered again', 59_100],
    ]);
  });

  it('include queueing before archiving even if a consumer was faster than the log', () => {
    expect(steps([received + 901]).slice(3)).toEqual([
      ['queued', 900],
      ['archived', 0],
    ]);
  });

  it('identify the archived delivery for any order of the log lines', () => {
    const lines = logged([received + 20, received + 10]).toReversed();
    expect(
      stepsOf(event, lines)
        .map(({ step, at }) => `${step} ${at.slice(17, 23)}`)
        .slice(2),
    ).toEqual(['received 00.000', 'delivered again 00.010', 'queued 00.020', 'archived 00.900']);
  });

  it('leave out times that are not known', () => {
    const undated = { ...event, occurredAt: undefined };
    expect(stepsOf(undated, []).map(({ step }) => step)).toEqual(['sent', 'received', 'archived']);
  });

  it('show a negative duration when the sender’s clock is ahead', () => {
    const [, , arrival] = stepsOf({ ...event, sentAt: received + 2_000 }, []);
    expect(arrival).toMatchObject({ step: 'received', afterMs: -2_000 });
  });

  it('include every delivery in the order of our clock', () => {
    const time = fc.integer({ min: received, max: received + 5_000 });
    fc.assert(
      fc.property(fc.array(time), (accepted) => {
        const all = stepsOf(event, logged(accepted));
        expect(all).toHaveLength(4 + accepted.length);
        const ours = all.slice(2).map(({ at }) => at);
        expect(ours).toEqual(ours.toSorted());
      }),
      { examples: [[[received + 2, received + 2]]] },
    );
  });
});

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [12_345, '12.3 s'],
  [245_999, '4 min 5 s'],
  [3_600_000, '1 h'],
  [187_000_000, '2 d 3 h'],
  [-1_500, '-1.5 s'],
])('formats %i milliseconds as %s', (milliseconds, words) => {
  expect(durationOf(milliseconds)).toBe(words);
});
