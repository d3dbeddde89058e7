import { receive } from '../../../functions/ingress/receive.ts';
import { signingSecret } from '../../../functions/ingress/signature.ts';
import { ingressOf, SECRET, toEvent } from '../../support/aws/ingress.ts';
import { printed } from '../pages.ts';
import { like, useStage } from './stage.ts';

/*
 * What the vendor obliges a receiver to, against the tables and the archive.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events
 */

const stage = useStage();

const refund = (id: string, refundId: string, fields = {}): Buffer =>
  like('refund.accepted', { id }, { id: refundId, ...fields });

it('the signature is verified before anything is done: a forged event leaves no trace', async () => {
  const body = refund('evt_forged', 'rfd_forged');
  expect(await stage.forge(body)).toBe(401);
  expect(await stage.archived('evt_forged')).toEqual([]);
  expect(await stage.of('payments', 'refund#rfd_forged')).toEqual([]);
});

it('200 is returned quickly: the answer comes once the event is queued, before a consumer takes it', async () => {
  await stage.accept(refund('evt_quick', 'rfd_quick'));
  expect(await stage.archived('evt_quick')).toEqual([]);
  await stage.send();
  expect(await stage.archived('evt_quick')).toHaveLength(1);
});

it('duplicates are recognised by the event id: a second delivery changes nothing', async () => {
  const body = refund('evt_twice', 'rfd_twice');
  await stage.send(body);
  const before = await stage.of('payments', 'refund#rfd_twice');
  await stage.send(body, body);
  expect(await stage.of('payments', 'refund#rfd_twice')).toEqual(before);
  expect(await stage.archived('evt_twice')).toHaveLength(1);
});

it('order is not guaranteed, created_at decides: an earlier event that comes later changes nothing', async () => {
  const at = (day: string) => ({ updated_at: `2023-01-${day}T00:00:00+0000` });
  await stage.send(
    refund('evt_later', 'rfd_order', { status: 'SETTLED', ...at('15') }),
    refund('evt_earlier', 'rfd_order', { status: 'RECEIVED', ...at('14') }),
  );
  expect(await stage.get('payments', 'refund#rfd_order', 'refund')).toMatchObject({
    status: 'SETTLED',
    eventId: 'evt_later',
  });
});

it('one event id may be printed on several payloads: each body is archived and applied', async () => {
  await stage.send(
    refund('evt_shared', 'rfd_shared'),
    like('customer.created', { id: 'evt_shared' }, { id: 'cus_shared' }),
  );
  expect(await stage.archived('evt_shared')).toHaveLength(2);
  expect(await stage.of('payments', 'refund#rfd_shared')).toHaveLength(1);
  expect(await stage.of('payments', 'customer#cus_shared')).toHaveLength(1);
});

it('“Set up the webhook before going to production”: until a secret is live, 500 makes Airwallex send again', async () => {
  const { body } = printed('connection.disconnected');
  const none = { current: async () => [], renewed: async () => undefined };
  const ingress = ingressOf(signingSecret('live', SECRET));
  expect(await receive(toEvent({ body }), { ...ingress, secrets: none })).toMatchObject({
    statusCode: 500,
  });
  const sentAt = String(Date.now());
  expect(await receive(toEvent({ body, sentAt }), ingress)).toMatchObject({ statusCode: 200 });
});
