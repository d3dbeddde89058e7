import { changeAttention } from '../../../../../bin/webhooks/fix/quarantine/change.ts';
import { needingAttention } from '../../../../../functions/shared/query/attention.ts';
import { customer, jane } from '../../../../support/erasure/customers.ts';
import { useErasing } from '../../../../support/erasure/erasing.ts';
import { webhook } from '../../../../support/webhook.ts';

const test = useErasing();

it('an acknowledged event is erased with its note, and needs attention no more', async () => {
  await test.send(
    webhook('evt_poor', 'refund.settled', '2026-03-01T10:00:00Z', {
      id: 'rfd_1',
      customer_id: 'cus_1',
      amount: [jane],
    }),
  );
  const { events } = test.target.tables;
  const to = { to: 'acknowledged', at: Date.UTC(2026, 10, 21), note: `of ${jane}` } as const;
  const { signal } = new AbortController();
  const selection = { id: 'evt_poor', group: false };
  expect(
    await changeAttention(events, selection, to, { signal, onChanged: () => {} }),
  ).toMatchObject({ events: [{ id: 'evt_poor' }] });
  expect(await test.everything()).toContain(`of ${jane}`);
  expect(await test.erase(customer)).toMatchObject({ eventCount: 1, contested: 0 });
  expect(await test.everything()).not.toContain(jane);
  for await (const { event } of needingAttention(events, { since: 0, until: Date.UTC(9999, 0) }))
    throw new Error(event.id);
});
