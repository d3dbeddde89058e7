import * as fc from 'fast-check';
import { createGroups } from '../../../../bin/webhooks/pipeline/attention.ts';
import type { ListedEvent } from '../../../../functions/shared/query/headlines.ts';
import { listedEvent } from '../../../support/tool/listed-event.ts';

const event = (changed: Partial<ListedEvent>): ListedEvent =>
  listedEvent({ outcome: 'quarantined', ...changed });

const groupsOf = (events: readonly ListedEvent[]) => {
  const groups = createGroups();
  for (const one of events) groups.add(one);
  return groups.all();
};

const wrong = (path: string) => ({ path, expected: 'an id', received: 'null' });

describe('groups of what needs attention', () => {
  it('are by reason, for any name and any index of a list', () => {
    const groups = groupsOf([
      event({ issues: [wrong('data.items.0.id'), wrong('data.items.7.id')] }),
      event({ issues: [wrong('data.items.3.id')], name: 'refund.accepted' }),
      event({ issues: [wrong('data.id')] }),
    ]);
    expect(groups).toMatchObject([
      { count: 2, issues: [wrong('data.items.*.id')] },
      { count: 1, issues: [wrong('data.id')] },
    ]);
    expect(groups[0]?.names).toEqual(
      new Map([
        ['refund.settled', 1],
        ['refund.accepted', 1],
      ]),
    );
  });

  it('separate kinds of trouble, quarantined first, and unknown names one by one', () => {
    const groups = groupsOf([
      event({ outcome: 'unrouted', name: undefined }),
      event({ outcome: 'unrecognized', name: 'refund.a' }),
      event({ outcome: 'unrecognized', name: 'refund.b' }),
      event({ outcome: 'unrecognized', name: 'refund.b' }),
      event({}),
    ]);
    expect(groups.map(({ trouble, count }) => [trouble, count])).toEqual([
      ['quarantined', 1],
      ['unrecognized', 2],
      ['unrecognized', 1],
      ['nameless', 1],
    ]);
  });

  it('contain each event once, with the last one as example, in any order', () => {
    const some = fc.record({
      id: fc.stringMatching(/^evt_[a-z]{8}$/),
      archivedAt: fc.nat(),
      issues: fc.array(fc.constantFrom(wrong('a'), wrong('b')), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(some), (events) => {
        const groups = groupsOf(events.map(event));
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(events.length);
        for (const { first, last, example } of groups) {
          expect(first).toBeLessThanOrEqual(last);
          expect(
            events.some(({ id, archivedAt }) => id === example.id && archivedAt === last),
          ).toBe(true);
        }
      }),
    );
  });
});
