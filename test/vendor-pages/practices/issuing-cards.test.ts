import { like, named, useStage } from './stage.ts';

/*
 * What the vendor's tables say of cards, cardholders and disputes, each sentence against the tables.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
 */

const stage = useStage();

const card = (last: string, second: number, id: string): Buffer =>
  named(`issuing.card.${last}`, second, { card_id: id, card_status: last.toUpperCase() });

const cardStatus = async (id: string) =>
  (await stage.get('issuing', `card#${id}`, 'card'))?.['status'];

it('“It can be unfrozen and used again”: a frozen card becomes active', async () => {
  await stage.send(card('active', 1, 'frozen'), card('inactive', 2, 'frozen'));
  expect(await cardStatus('frozen')).toBe('INACTIVE');
  await stage.send(card('active', 3, 'frozen'));
  expect(await cardStatus('frozen')).toBe('ACTIVE');
});

it('“The card is cancelled. This is a terminal state”: no later event opens it again', async () => {
  await stage.send(card('closed', 1, 'cancelled'), card('active', 2, 'cancelled'));
  expect(await cardStatus('cancelled')).toBe('CLOSED');
});

it.each(['pending', 'failed', 'blocked', 'lost', 'stolen', 'expired'])(
  'issuing.card.%s states what the table describes',
  async (last) => {
    await stage.send(card(last, 1, `described_${last}`));
    expect(await cardStatus(`described_${last}`)).toBe(last.toUpperCase());
  },
);

it('“Refer to the delivery status descriptions and next steps”: the delivery is stated, the card’s status stays', async () => {
  const delivery_details = { status: 'IN_TRANSIT', tracked: true, tracking_number: '7Q2K9XW4410' };
  await stage.send(
    card('inactive', 1, 'delivered'),
    named('issuing.card.modified', 2, { card_id: 'delivered', delivery_details }),
  );
  expect(await cardStatus('delivered')).toBe('INACTIVE');
  const records = JSON.stringify(await stage.of('issuing', 'card#delivered'));
  expect(records).toContain('"status":"IN_TRANSIT"');
  expect(records).not.toContain('7Q2K9XW4410');
});

it('“The card ID will remain the same while other details such as the expiry date and CVV will be updated”', async () => {
  await stage.send(
    like(
      'a reissue',
      { id: 'evt_reissue' },
      { card_id: 'renewed', new_masked_card_number: '************4343' },
    ),
  );
  const records = await stage.of('issuing', 'card#renewed');
  expect(records).toContainEqual(
    expect.objectContaining({
      reissue_reason: 'CARD_RENEWAL',
      old_masked_card_number: '************4242',
      new_masked_card_number: '************4343',
    }),
  );
  expect(JSON.stringify(records)).not.toContain('John Smith');
});

it('“The card’s remaining spending limit has fallen below a specified threshold”: each alert is kept', async () => {
  const alert = (second: number) =>
    named('issuing.card.low_remaining_transaction_limit', second, {
      card_id: `limited`,
      nick_name: `${second}`,
    });
  await stage.send(alert(1), alert(2));
  const alerts = (await stage.belongingTo('issuing', 'card#limited')).filter(({ sk }) =>
    String(sk).startsWith('alert#'),
  );
  expect(alerts).toHaveLength(2);
});

const holder = (last: string, second: number, id: string): Buffer =>
  named(`issuing.cardholder.${last}`, second, { cardholder_id: id, status: last.toUpperCase() });

it('“Cardholder needs to provide additional details”, then “is ready to be issued cards”', async () => {
  const status = async () =>
    (await stage.get('issuing', 'cardholder#passing', 'cardholder'))?.['status'];
  await stage.send(holder('incomplete', 1, 'passing'));
  expect(await status()).toBe('INCOMPLETE');
  await stage.send(holder('ready', 3, 'passing'), holder('pending', 2, 'passing'));
  expect(await status()).toBe('READY');
});

it('“Cardholder has been deleted from the account”: it stays deleted', async () => {
  await stage.send(holder('deleted', 1, 'gone'), holder('disabled', 2, 'gone'));
  expect(await stage.get('issuing', 'cardholder#gone', 'cardholder')).toMatchObject({
    status: 'DELETED',
  });
});

const dispute = (last: string, second: number, id: string): Buffer =>
  named(`issuing.transaction_dispute.${last}`, second, { id, transaction_id: 'disputed' });

const disputeStatus = async (id: string) =>
  (await stage.get('issuing', `transaction_dispute#${id}`, 'transaction_dispute'))?.['status'];

it('“You may attempt to resubmit based on the feedback provided”: a second submission counts', async () => {
  await stage.send(dispute('submitted', 1, 'd1'), dispute('rejected', 2, 'd1'));
  expect(await disputeStatus('d1')).toBe('REJECTED');
  await stage.send(dispute('submitted', 3, 'd1'));
  expect(await disputeStatus('d1')).toBe('SUBMITTED');
});

it.each([
  ['created', 'DRAFT', 'The dispute draft is successfully created'],
  ['expired', 'EXPIRED', 'There is no dispute rights as the validity period is over'],
  ['canceled', 'CANCELED', 'The dispute is successfully canceled'],
  ['accepted', 'IN_PROGRESS', 'The dispute is submitted to the card scheme'],
  ['won', 'WON', 'The dispute is won'],
  ['lost', 'LOST', 'The dispute is lost'],
])('issuing.transaction_dispute.%s is %s: “%s”', async (last, status) => {
  await stage.send(dispute(last, 1, `d_${last}`));
  expect(await disputeStatus(`d_${last}`)).toBe(status);
});

it('“The dispute notes is updated and there may be actions to take”: the status stays', async () => {
  await stage.send(dispute('accepted', 1, 'd2'), dispute('modified', 2, 'd2'));
  expect(await disputeStatus('d2')).toBe('IN_PROGRESS');
});

it('“Created for an existing or newly created transaction lifecycle”: in either order', async () => {
  const lifecycle = named('issuing.transaction_lifecycle.created', 1, { id: 'l1' });
  const event = named('issuing.transaction_lifecycle_event.created', 2, {
    id: 'e1',
    lifecycle_id: 'l1',
  });
  await stage.send(event, lifecycle);
  const records = await stage.of('issuing', 'transaction_lifecycle#l1');
  expect(records.map(({ sk }) => sk).sort()).toEqual([
    'transaction_lifecycle',
    'transaction_lifecycle_event#e1',
  ]);
});
