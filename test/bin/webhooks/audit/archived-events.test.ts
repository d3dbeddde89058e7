import { createHash } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { tableOf } from '../../../../bin/webhooks/target/target.ts';
import { eventItems } from '../../../../functions/shared/store/event-item.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { story, useAuditing } from '../../../support/auditing.ts';
import { deleteItem } from '../../../support/by-hand.ts';
import { webhook } from '../../../support/webhook.ts';

/* What an audit says of an archive that somebody has changed by hand. */

const test = useAuditing();

beforeEach(async () => {
  await test.send(...story);
  test.writeLog();
});

const rewrite = (event: ArchivedEvent) =>
  test.target.dynamodb.send(
    new PutItemCommand({ TableName: tableOf(test.target, 'events'), Item: eventItems(event).item }),
  );

describe('an archived event', () => {
  it('that was deleted is named by what it accounts for: its rows, its links, its line', async () => {
    const sparse = await test.archived('evt_sparse');
    await deleteItem(test.target, 'events', { id: 'evt_sparse', digest: sparse.digest });
    expect((await test.audit()).breaches.listed).toMatchObject([
      {
        rule: 'explanation',
        eventId: 'evt_sparse',
        detail: 'the archive does not hold the event that set it',
      },
      { rule: 'balance', domain: 'payments', eventId: 'evt_sparse', digest: sparse.digest },
    ]);
    await rewrite(sparse);
    const linking = await test.archived('evt_accepted_1');
    await deleteItem(test.target, 'events', { id: linking.id, digest: linking.digest });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { rule: 'explanation', eventId: 'evt_sparse' },
      { rule: 'balance', eventId: 'evt_accepted_1' },
    ]);
  });

  it('whose body was altered is named', async () => {
    const event = await test.archived('evt_created');
    await rewrite({ ...event, body: Buffer.from(`${event.body} `) });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { rule: 'body', eventId: 'evt_created' },
    ]);
  });

  it('whose body lost a part is named', async () => {
    // The same in every run: what is left of a compressed body can by chance be read as another.
    const bytes = createHash('shake256', { outputLength: 400_000 });
    const noise = bytes.update('noise').digest('base64');
    await test.send(webhook('evt_large', 'payout.created', undefined, { noise }));
    const { id, digest } = await test.archived('evt_large');
    await deleteItem(test.target, 'events', { id, digest: `${digest}#001` });
    await expect(test.audit()).rejects.toThrow(/evt_large/);
  });

  it('that was quarantined and would be applied today is worth knowing, and no breach', async () => {
    const event = await test.archived('evt_sparse');
    await rewrite({ ...event, outcome: 'quarantined' });
    const { breaches, notes, domains: figures } = await test.audit();
    expect(breaches.total).toBe(0);
    expect(notes.listed).toMatchObject([{ rule: 'replay', eventId: 'evt_sparse' }]);
    expect(figures.find(({ domain }) => domain === 'payments')?.replayable).toBe(1);
  });
});
