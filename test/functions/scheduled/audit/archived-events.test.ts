import { createHash } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { eventItems } from '../../../../functions/shared/store/archive-item.ts';
import type { ArchivedEvent } from '../../../../functions/shared/store/store.ts';
import { deleteItem } from '../../../support/tables/manual-edits.ts';
import { settledRefund, useAuditing } from '../../../support/tool/auditing.ts';
import { webhook } from '../../../support/webhook.ts';

/* What an audit reports about an archive that was changed by hand. */

const test = useAuditing();

beforeEach(async () => {
  await test.send(...settledRefund);
  test.writeLog();
});

const rewrite = (event: ArchivedEvent) =>
  test.target.dynamodb.send(
    new PutItemCommand({ TableName: test.target.tables.events.name, Item: eventItems(event).item }),
  );

describe('an audit of an altered archive', () => {
  it('reports a deleted event by what it explained: its records, links and log line', async () => {
    const sparse = await test.archived('evt_sparse');
    await deleteItem(test.target.tables.events, { id: 'evt_sparse', digest: sparse.digest });
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
    await deleteItem(test.target.tables.events, { id: linking.id, digest: linking.digest });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { rule: 'explanation', eventId: 'evt_sparse' },
      { rule: 'balance', eventId: 'evt_accepted_1' },
    ]);
  });

  it('reports an event whose body was altered', async () => {
    const event = await test.archived('evt_created');
    await rewrite({ ...event, body: Buffer.from(`${event.body} `) });
    expect((await test.audit()).breaches.listed).toMatchObject([
      { rule: 'body', eventId: 'evt_created' },
    ]);
  });

  it('fails on an event with a missing part of its body and names it', async () => {
    // The same in every run: the rest of a compressed body can by chance be read as another.
    const bytes = createHash('shake256', { outputLength: 400_000 });
    const noise = bytes.update('noise').digest('base64');
    await test.send(webhook('evt_large', 'payout.created', undefined, { noise }));
    const { id, digest } = await test.archived('evt_large');
    await deleteItem(test.target.tables.events, { id, digest: `${digest}#001` });
    await expect(test.audit()).rejects.toThrow(/evt_large/);
  });

  it('notes a quarantined event that would be applied today, which is no breach', async () => {
    const event = await test.archived('evt_sparse');
    await rewrite({ ...event, outcome: 'quarantined' });
    const { breaches, notes, domains: figures } = await test.audit();
    expect(breaches.total).toBe(0);
    expect(notes.listed).toMatchObject([{ rule: 'replay', eventId: 'evt_sparse' }]);
    expect(figures.find(({ domain }) => domain === 'payments')?.replayable).toBe(1);
  });
});
