import { changeAttention } from '../../../../../bin/webhooks/fix/quarantine/change.ts';
import { useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import {
  createWorld,
  entryOf,
  liveIsVoid,
  RECEIVED,
  type Signed,
  undone,
  type World,
} from '../../../../support/void/voiding.ts';
import { webhook } from '../../../../support/webhook.ts';

// A rule is interrupted at every one of its writes.
jest.setTimeout(240_000);

const dynamodb = useDynamoDb();
const at = (second: number) => `2026-03-01T10:00:0${second}Z`;
const intent = (id: string, name: string, second: number, object: object = {}) =>
  webhook(id, `payment_intent.${name}`, at(second), { id: 'int_1', ...object });

/** A forged success after genuine events, one of another object, a quarantined one, and one sent again. */
const deliveries: readonly Signed[] = [
  { body: intent('evt_1', 'created', 1, { merchant_order_id: 'order_1' }), label: 'next' },
  { body: intent('evt_2', 'requires_capture', 2), label: 'live' },
  { body: intent('evt_2', 'requires_capture', 2), label: 'next' },
  { body: intent('evt_3', 'succeeded', 3, { amount: 1_000_000 }), label: 'live' },
  {
    body: webhook('evt_4', 'refund.settled', at(4), { id: 'rfd_1', amount: ['?'] }),
    label: 'live',
  },
  {
    body: webhook('evt_5', 'payment_dispute.won', at(5), {
      id: 'dst_1',
      payment_intent_id: 'int_1',
    }),
    label: 'live',
  },
];

/** Lets N writes through and fails every later one. */
const breakAfter = ({ target }: World, writes: number) => {
  let done = 0;
  target.dynamodb.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (/^(?:Put|Delete|Update)/.test(commandName ?? '')) done += 1;
        if (done > writes) throw new Error('interrupted');
        return next(args);
      },
    { step: 'initialize', name: 'breakAfter' },
  );
  return () => {
    target.dynamodb.middlewareStack.remove('breakAfter');
    return done;
  };
};

const stateOf = async (world: World) => [await world.records(), await world.archive()];

describe.each([
  ['what a secret signed', liveIsVoid],
  ['single events', entryOf({ events: ['evt_2', 'evt_3', 'evt_4', 'evt_5'] })],
])('a rule about %s', (_title, rule) => {
  it('is completed by applying it again after an interruption at any write, and so is undoing it', async () => {
    const whole = await createWorld(dynamodb);
    await whole.send(deliveries);
    const before = await stateOf(whole);
    const count = breakAfter(whole, Number.POSITIVE_INFINITY);
    await whole.apply(rule);
    const writes = count();
    const voided = await stateOf(whole);
    expect(voided).not.toEqual(before);
    const countUndone = breakAfter(whole, Number.POSITIVE_INFINITY);
    await whole.apply(undone(rule));
    const undoneWrites = countUndone();
    expect(await stateOf(whole)).toEqual(before);
    expect(Math.min(writes, undoneWrites)).toBeGreaterThan(6);

    for (let done = 0; done < Math.max(writes, undoneWrites); done += 1) {
      const world = await createWorld(dynamodb);
      await world.send(deliveries);
      if (done < writes) {
        const restore = breakAfter(world, done);
        await expect(world.apply(rule)).rejects.toThrow('interrupted');
        restore();
      }
      await world.apply(rule);
      expect(await stateOf(world)).toEqual(voided);
      expect(await world.breaches()).toEqual([]);
      if (done < undoneWrites) {
        const restore = breakAfter(world, done);
        await expect(world.apply(undone(rule))).rejects.toThrow('interrupted');
        restore();
      }
      await world.apply(undone(rule));
      expect(await stateOf(world)).toEqual(before);
    }
  });
});

it('an event that was acknowledged is so again when the rule is undone', async () => {
  const world = await createWorld(dynamodb);
  await world.send(deliveries);
  const to = { to: 'acknowledged', at: RECEIVED, note: 'known' } as const;
  const { signal } = new AbortController();
  await changeAttention(world.target.tables.events, { id: 'evt_4', group: false }, to, {
    signal,
    onChanged: () => {},
  });
  const before = await stateOf(world);
  await world.apply(liveIsVoid);
  await world.apply(undone(liveIsVoid));
  expect(await stateOf(world)).toEqual(before);
});

it('an event that was voided by its id counts when another secret signs it later, and not when the same does', async () => {
  const world = await createWorld(dynamodb);
  const forged = { body: intent('evt_3', 'succeeded', 3), label: 'live' } as const;
  await world.send([{ body: intent('evt_1', 'created', 1), label: 'live' }, forged]);
  const rule = entryOf({ events: ['evt_3'] });
  await world.apply(rule);
  const [record = ''] = await world.records();
  expect(record).toContain('evt_1');
  world.clock.now = rule.at + 60_000;
  await world.send([forged]);
  expect(await world.records()).toEqual([record]);
  await world.send([{ ...forged, label: 'next' }]);
  expect((await world.records())[0]).toContain('evt_3');
  expect(await world.breaches()).toEqual([]);
});
