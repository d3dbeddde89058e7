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

it('a card’s status, details and holder are records of their own', () => {
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
  const created_at = '2026-03-02T09:14:05.120Z';
  expect(records).toMatchObject([
    {
      pk: 'card#c-1',
      sk: 'card',
      related: { to: 'card#c-1', at: '-' },
      attributes: { card_id: 'c-1', status: 'ACTIVE', created_at },
    },
    {
      pk: 'card#c-1',
      sk: 'details',
      attributes: {
        masked_card_number: '************4242',
        authorization_controls: {
          transaction_limits: { limits: [{ amount: { decimal: '10.5' }, interval: 'DAILY' }] },
        },
      },
    },
    {
      pk: 'card#c-1',
      sk: 'cardholder',
      related: { to: 'cardholder#h-1', at: created_at },
      attributes: {
        cardholder_id: 'h-1',
        masked_card_number: '************4242',
        nick_name: 'Recurring payments',
      },
    },
  ]);
  expect(records[2]?.attributes).not.toHaveProperty('status');
});

it('a status alone touches neither details nor holder', () => {
  expect(recordsOf('card.lost', { card_id: 'c-1' }).map(({ sk }) => sk)).toEqual(['card']);
  expect(recordsOf('card.closed', { id: 'c-1', status: 'CLOSED' })).toMatchObject([
    { pk: 'card#c-1', sk: 'card', attributes: { card_id: 'c-1', status: 'CLOSED' } },
  ]);
});

it('a modified card reports its delivery once per event, and no status unless the body has one', () => {
  const records = recordsOf('card.modified', {
    card_id: 'c-1',
    delivery_details: { status: 'DISPATCHED', tracking_number: '7Q2K9' },
  });
  expect(records).toEqual([
    {
      pk: 'card#c-1',
      sk: 'delivery#evt_1',
      related: { to: 'card#c-1', at: '2026-05-01T10:00:00.000Z' },
      attributes: { card_id: 'c-1', delivery_details: { status: 'DISPATCHED' } },
    },
  ]);
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

it('a number of ten digits is one that is masked, and a record of nothing but null is none', () => {
  const card = { card_id: 'c-1', masked_card_number: '424242****4242', is_personalized: null };
  expect(recordsOf('card.active', card).map(({ sk }) => sk)).toEqual(['card', 'details']);
  const bare = { card_id: 'c-1', is_personalized: null };
  expect(recordsOf('card.active', bare).map(({ sk }) => sk)).toEqual(['card']);
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
