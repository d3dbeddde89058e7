import { erase } from '../../../../../bin/webhooks/fix/erase/erase.ts';
import { archivedEvents } from '../../../../../functions/shared/query/archive.ts';
import { customer, hers, jane } from '../../../../support/erasure/customers.ts';
import { useDynamoDb } from '../../../../support/tables/dynamodb.ts';
import { createWorld, liveIsVoid, undone, type World } from '../../../../support/void/voiding.ts';

const dynamodb = useDynamoDb();
const signed = hers.map((body) => ({ body, label: 'live' }) as const);
const eraseCustomer = ({ target }: World) =>
  erase(target, customer, { dryRun: false, waitSeconds: 0 });

/** The bodies in the archive and the records, as text. */
const everything = async (world: World): Promise<string> => {
  const bodies: string[] = [];
  for await (const { body } of archivedEvents(world.target.tables.events))
    bodies.push(Buffer.from(body).toString());
  return [...bodies.sort(), ...(await world.records())].join('\n');
};

describe('an erasure and a rule by which the same events are void', () => {
  it('come to the same in either order, and undoing the rule revives nobody', async () => {
    const first = await createWorld(dynamodb);
    await first.send(signed);
    await first.apply(liveIsVoid);
    expect(await first.records()).toEqual([]);
    expect(await eraseCustomer(first)).toMatchObject({ eventCount: hers.length, contested: 0 });

    const second = await createWorld(dynamodb);
    await second.send(signed);
    await eraseCustomer(second);
    await second.apply(liveIsVoid);

    for (const world of [first, second]) {
      expect(await world.records()).toEqual([]);
      expect(await everything(world)).not.toContain(jane);
      expect(await world.breaches()).toEqual([]);
      await world.apply(undone(liveIsVoid));
      expect((await world.records()).length).toBeGreaterThan(5);
      expect(await everything(world)).not.toContain(jane);
      expect(await world.breaches()).toEqual([]);
    }
    expect(await first.records()).toEqual(await second.records());
  });
});
