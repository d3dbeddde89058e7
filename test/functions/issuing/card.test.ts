import { families } from '../../../functions/issuing/families.ts';
import { project } from '../../support/interpret.ts';
import { sample } from '../../support/samples.ts';

const event = (last: string, data: object) => ({
  id: 'evt_1',
  name: `issuing.${last}`,
  created_at: '2026-05-01T10:00:00+0000',
  data,
});
const recordsOf = (last: string, data: object) => project(families, event(last, data)).records;

it('a card’s status belongs to its holder, and its details begin its own timeline', () => {
  const created_at = '2026-03-02T09:14:05.120Z';
  const records = recordsOf('card.active', {
    card_id: 'c-1',
    card_status: 'ACTIVE',
    cardholder_id: 'h-1',
    card_number: '************4242',
    nick_name: 'Recurring payments',
    created_at: '2026-03-02T09:14:05.120+0000',
    authorization_controls: {
      transaction_limits: { limits: [{ amount: 10.5, interval: 'DAILY' }] },
    },
  });
  expect(records).toMatchObject([
    {
      pk: 'card#c-1',
      sk: 'card',
      related: { to: 'cardholder#h-1', at: created_at },
      attributes: { card_id: 'c-1', status: 'ACTIVE', cardholder_id: 'h-1', created_at },
    },
    {
      pk: 'card#c-1',
      sk: 'details',
      besideStatus: true,
      related: { to: 'card#c-1', at: '-' },
      attributes: {
        card_id: 'c-1',
        masked_card_number: '************4242',
        nick_name: 'Recurring payments',
        authorization_controls: {
          transaction_limits: { limits: [{ amount: { decimal: '10.5' }, interval: 'DAILY' }] },
        },
      },
    },
  ]);
  expect(records[1]?.attributes).not.toHaveProperty('status');
});

it('a status alone states nothing of details and holder', () => {
  for (const data of [
    { card_id: 'c-1', card_status: 'CLOSED' },
    { id: 'c-1', status: 'CLOSED' },
  ]) {
    const [card, details, ...others] = recordsOf('card.closed', data);
    expect(card).toMatchObject({ sk: 'card', attributes: { card_id: 'c-1', status: 'CLOSED' } });
    expect(card?.related?.to).toBeUndefined();
    expect(details).toMatchObject({ sk: 'details', attributes: { card_id: 'c-1' } });
    expect(Object.values(details?.attributes ?? {}).filter(Boolean)).toEqual(['c-1']);
    expect(others).toEqual([]);
  }
});

it('the delivery is one record, whichever event states something of it', () => {
  const delivery = (last: string, delivery_details: object) =>
    recordsOf(last, { card_id: 'c-1', delivery_details }).find(({ sk }) => sk === 'delivery');
  expect(
    delivery('card.modified', { status: 'DISPATCHED', tracking_number: '7Q2K9', tracked: null }),
  ).toEqual({
    pk: 'card#c-1',
    sk: 'delivery',
    besideStatus: true,
    bound: ['status_description'],
    related: { to: 'card#c-1', at: '2026-05-01T10:00:00.000Z' },
    attributes: { card_id: 'c-1', status: 'DISPATCHED', tracked: null },
    fields: expect.arrayContaining(['card_id', 'status', 'status_description', 'updated_at']),
  });
  expect(delivery('card.active', { status: 'PENDING' })?.attributes).toMatchObject({
    status: 'PENDING',
  });
  expect(recordsOf('card.modified', { card_id: 'c-1' }).map(({ sk }) => sk)).toEqual([
    'card',
    'details',
  ]);
});

it('each additional holder has a record of the card, and the details keep the list', () => {
  const additional_cardholder_ids = ['h-2', 'h-3', 'h-2'];
  const [, details, ...holders] = recordsOf('card.active', {
    card_id: 'c-1',
    cardholder_id: 'h-1',
    additional_cardholder_ids,
  });
  expect(details?.attributes).toMatchObject({ additional_cardholder_ids });
  expect(holders).toMatchObject(
    ['h-2', 'h-3'].map((cardholder_id) => ({
      pk: 'card#c-1',
      sk: `cardholder#${cardholder_id}`,
      related: { to: `cardholder#${cardholder_id}` },
      attributes: { card_id: 'c-1', cardholder_id },
    })),
  );
});

it('a list of additional holders that is emptied states so', () => {
  const data = { card_id: 'c-1', additional_cardholder_ids: [] };
  const [, details, ...holders] = recordsOf('card.active', data);
  expect(details?.attributes['additional_cardholder_ids']).toBeNull();
  expect(holders).toEqual([]);
});

it('a reissue states the card’s new number and nothing else of its details', () => {
  const [notice, details] = recordsOf('reissue.succeeded', {
    card_id: 'c-1',
    old_masked_card_number: '************4242',
    new_masked_card_number: '************1881',
  });
  expect(notice).toMatchObject({ sk: 'reissue#evt_1' });
  expect(details).toMatchObject({ pk: 'card#c-1', sk: 'details', besideStatus: true });
  expect(details?.attributes).toEqual({
    card_id: 'c-1',
    masked_card_number: '************1881',
  });
});

it.each([
  ['card.low_remaining_transaction_limit', 'alert#evt_1'],
  ['reissue.succeeded', 'reissue#evt_1'],
  ['card_notification.created', 'notification#evt_1'],
  ['card_notification.physical_activated', 'notification#evt_1'],
  ['3ds_notification.stepup_otp', 'notification#evt_1'],
])('%s is one record per event in the card’s timeline', (last, sk) => {
  const related = { to: 'card#c-1', at: '2026-05-01T10:00:00.000Z' };
  const data = { card_id: 'c-1', card_status: 'ACTIVE', cardholder_id: 'h-1' };
  expect(recordsOf(last, data)).toMatchObject([{ pk: 'card#c-1', sk, related }]);
});

it('a notice without a time of its own leaves its place to the delivery', () => {
  const name = 'issuing.reissue.succeeded';
  const { records } = project(families, { id: 'evt_1', name, data: { card_id: 'c-1' } });
  expect(records[0]?.related).toEqual({ to: 'card#c-1', at: undefined });
});

it('a notification that names no card belongs to its cardholder', () => {
  expect(recordsOf('card_notification.created', { cardholder_id: 'h-1' })).toMatchObject([
    { pk: 'cardholder#h-1', sk: 'notification#evt_1' },
  ]);
});

it('a cardholder has a timeline of their own', () => {
  expect(recordsOf('cardholder.ready', { cardholder_id: 'h-1' })).toMatchObject([
    { pk: 'cardholder#h-1', related: { to: 'cardholder#h-1', at: '-' } },
  ]);
});

it('an alert states the limits wherever the body has them', () => {
  const authorization_controls = { transaction_limits: { currency: 'SGD' } };
  const [record] = recordsOf('card.low_remaining_transaction_limit', {
    card_id: 'c-1',
    authorization_controls,
  });
  expect(record?.attributes).toMatchObject({ authorization_controls });
});

it('a number of ten digits is one that is masked', () => {
  const card = { card_id: 'c-1', masked_card_number: '424242****4242' };
  expect(recordsOf('card.active', card)[1]?.attributes).toMatchObject(card);
});

it('an alert states what remains of which limit', () => {
  const title = 'issuing.card.low_remaining_transaction_limit';
  expect(project(families, sample('issuing', title)).records[0]?.attributes).toMatchObject({
    alert_settings: { low_remaining_transaction_limit: { percent: { decimal: '20' } } },
    transaction_limits: { limits: [{ remaining: { decimal: '1834.1' }, interval: 'MONTHLY' }] },
  });
});

it.each(['4000002500003155', '4000 0025 0000 3155', '424242424242****'])(
  'a card number that shows more than its ends is not kept: %s',
  (card_number) => {
    const records = recordsOf('card.active', { card_id: 'c-1', card_number, brand: 'VISA' });
    expect(records[1]?.attributes['masked_card_number']).toBeUndefined();
    expect(JSON.stringify(records)).not.toContain(card_number);
  },
);

it('an id that cannot be part of a key is digested', () => {
  const [record] = recordsOf('cardholder.ready', { cardholder_id: 'h#1' });
  expect(record?.pk).toMatch(/^cardholder#sha256:[0-9a-f]{64}$/);
});
