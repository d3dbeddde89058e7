import * as fc from 'fast-check';
import { durationOf } from '../../../../bin/webhooks/duration.ts';
import { wayOf } from '../../../../bin/webhooks/show/way.ts';

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
const stations = (accepted: readonly number[]) =>
  wayOf(event, logged(accepted)).map(({ step, after }) => [step, after]);

describe('the way of an event', () => {
  it('is told station by station, with the time between', () => {
    expect(stations([received + 20])).toEqual([
      ['occurred', undefined],
      ['sent', 1_500],
      ['received', 500],
      ['queued', 20],
      ['archived', 880],
    ]);
  });

  it('has later deliveries of the same body, on the queue or after it', () => {
    expect(stations([received + 20, received + 60_000, received + 300])).toEqual([
      ['occurred', undefined],
      ['sent', 1_500],
      ['received', 500],
      ['queued', 20],
      ['delivered again', 280],
      ['archived', 600],
      ['delivered again', 59_100],
    ]);
  });

  it('was queued once, though a consumer was quicker than the log', () => {
    expect(stations([received + 901]).slice(3)).toEqual([
      ['archived', 900],
      ['queued', 1],
    ]);
  });

  it('knows which delivery was archived, in whatever order the log tells them', () => {
    const lines = logged([received + 20, received + 10]).toReversed();
    expect(
      wayOf(event, lines)
        .map(({ step, at }) => `${step} ${at.slice(17, 23)}`)
        .slice(2),
    ).toEqual(['received 00.000', 'delivered again 00.010', 'queued 00.020', 'archived 00.900']);
  });

  it('leaves out what nobody says', () => {
    const undated = { ...event, occurredAt: undefined };
    expect(wayOf(undated, []).map(({ step }) => step)).toEqual(['sent', 'received', 'archived']);
  });

  it('shows a sender’s clock that is ahead', () => {
    const [, , arrival] = wayOf({ ...event, sentAt: received + 2_000 }, []);
    expect(arrival).toMatchObject({ step: 'received', after: -2_000 });
  });

  it('keeps every delivery and the order of our clock', () => {
    const time = fc.integer({ min: received, max: received + 5_000 });
    fc.assert(
      fc.property(fc.array(time), (accepted) => {
        const way = wayOf(event, logged(accepted));
        expect(way).toHaveLength(4 + accepted.length);
        const ours = way.slice(2).map(({ at }) => at);
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
])('says %i milliseconds as %s', (milliseconds, words) => {
  expect(durationOf(milliseconds)).toBe(words);
});
