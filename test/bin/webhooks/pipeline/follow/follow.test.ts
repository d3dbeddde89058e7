import { follow } from '../../../../../bin/webhooks/pipeline/follow/follow.ts';
import { checkpointAt } from '../../../../../bin/webhooks/pipeline/follow/poll.ts';
import { tablesOf } from '../../../../../bin/webhooks/pipeline/target.ts';
import { archiveAt } from '../../../../support/tables/archived-event.ts';
import { useTarget } from '../../../../support/tool/target.ts';

const midnight = Date.UTC(2026, 2, 5);
const test = useTarget(beforeEach);

describe('a tail', () => {
  it('resumes after a broken connection where it was, and reports the error once', async () => {
    let broken = 0;
    test.target.dynamodb.middlewareStack.add(
      (next) => (args) => {
        broken -= 1;
        if (broken >= 0) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
        return next(args);
      },
      { step: 'initialize', name: 'breaking' },
    );
    await archiveAt(test.storeOf('payments'), 'evt_1', midnight);
    const reported: string[] = [];
    const troubles: (string | undefined)[] = [];
    await follow({
      ...{
        target: test.target,
        isWanted: () => true,
        from: checkpointAt(midnight),
        interval: 1,
        count: 2,
      },
      now: () => midnight,
      signal: new AbortController().signal,
      expand: async (_target, events) => events,
      reach: async () => test.target,
      onEvents: async (events) => {
        reported.push(...events.map(({ id }) => id));
        if (reported.length !== 1 || events.length === 0) return;
        await archiveAt(test.storeOf('payments'), 'evt_2', midnight + 1);
        // More than the requests of one look, so that the second try fails too.
        broken = 20;
      },
      onConnection: (error) => troubles.push(error),
    });
    test.target.dynamodb.middlewareStack.remove('breaking');
    expect(reported).toEqual(['evt_1', 'evt_2']);
    expect(troubles).toEqual(['ECONNREFUSED', undefined]);
  });

  it('polls again from the same place when what else it needs cannot be read', async () => {
    await archiveAt(test.storeOf('payments'), 'evt_1', midnight);
    const troubles: (string | undefined)[] = [];
    const reported: string[] = [];
    let expanded = 0;
    await follow({
      ...{ from: checkpointAt(midnight), interval: 1, count: 1, isWanted: () => true },
      target: test.target,
      now: () => midnight,
      signal: new AbortController().signal,
      reach: async () => test.target,
      expand: async (_target, events) => {
        expanded += 1;
        if (expanded === 1) throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
        return events;
      },
      onEvents: async (events) => void reported.push(...events.map(({ id }) => id)),
      onConnection: (error) => troubles.push(error),
    });
    expect(reported).toEqual(['evt_1']);
    expect(troubles).toEqual(['ECONNRESET', undefined]);
  });

  it('ends for errors that are not transient, and when it is stopped', async () => {
    const stop = new AbortController();
    const following = {
      ...{
        target: test.target,
        isWanted: () => true,
        from: checkpointAt(midnight),
        interval: 60_000,
      },
      now: () => midnight,
      signal: stop.signal,
      expand: async () => {},
      reach: async () => test.target,
      count: Number.POSITIVE_INFINITY,
      onEvents: async () => setImmediate(() => stop.abort()),
      onConnection: () => {},
    };
    await follow({ ...following, onEvents: async () => void setImmediate(() => stop.abort()) });
    const tables = tablesOf('the test', test.target.dynamodb, { events: 'no-such-table' });
    const lost = { ...test.target, tables };
    const { signal } = new AbortController();
    const onEvents = async () => {};
    await expect(follow({ ...following, target: lost, signal, onEvents })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
