import { families } from '../../../functions/issuing/families.ts';
import { project } from '../../support/interpret.ts';

const projected = (last: string, data: object) =>
  project(families, { id: 'evt_1', name: `issuing.transaction_dispute.${last}`, data });

it('a dispute belongs to the transaction that it names', () => {
  const data = {
    id: 'd-1',
    transaction_id: 't-1',
    amount: 98.35,
    reason: 'OTHER',
    created_at: '2026-05-01T09:00:00+0000',
    updated_at: '2026-05-04T08:45:00+0000',
  };
  expect(projected('accepted', data)).toMatchObject({
    object: 'transaction_dispute#d-1',
    updatedAt: '2026-05-04T08:45:00.000Z',
    records: [
      {
        pk: 'transaction_dispute#d-1',
        sk: 'transaction_dispute',
        related: { to: 'transaction#t-1', at: '2026-05-01T09:00:00.000Z' },
        attributes: { status: 'IN_PROGRESS', amount: { decimal: '98.35' } },
      },
      {
        pk: 'transaction_dispute#d-1',
        sk: 'card_transaction_event',
        related: { to: undefined },
        attributes: { id: 'd-1', status: 'IN_PROGRESS' },
      },
    ],
  });
});

it('a dispute that names nothing keeps the links that other events stated', () => {
  const { records } = projected('won', { id: 'd-1' });
  expect(records.map(({ related }) => related?.to)).toEqual([undefined, undefined]);
});

it.each([
  [{ card_transaction_event_id: 'e-1' }],
  [{ card_transaction_data: { card_transaction_event_id: 'e-1' } }],
])('since 2026-08-21 a dispute belongs to the message that it names: %j', (ids) => {
  const { records } = projected('submitted', { id: 'd-1', transaction_id: null, ...ids });
  expect(records.map(({ pk, sk, related }) => [pk, sk, related?.to])).toEqual([
    ['transaction_dispute#d-1', 'transaction_dispute', undefined],
    ['transaction_dispute#d-1', 'card_transaction_event', 'card_transaction_event#e-1'],
  ]);
  expect(records[1]?.attributes).toEqual({
    id: 'd-1',
    card_transaction_event_id: 'e-1',
    status: 'SUBMITTED',
  });
});

it.each([
  ['canceled', {}, 'CANCELED'],
  ['cancelled', {}, 'CANCELED'],
  ['cancelled', { status: 'CANCELLED' }, 'CANCELED'],
  ['accepted', { status: 'ACCEPTED' }, 'IN_PROGRESS'],
  ['created', {}, 'DRAFT'],
  ['submitted', { status: 'REJECTED' }, 'REJECTED'],
])('%s with %j is %s', (last, data, status) => {
  const { records } = projected(last, { id: 'd-1', ...data });
  expect(records[0]?.attributes['status']).toBe(status);
});

it('an update without a status states none', () => {
  const { records } = projected('modified', { id: 'd-1', updated_by: 'AIRWALLEX' });
  expect(records[0]?.attributes['status']).toBeUndefined();
});
