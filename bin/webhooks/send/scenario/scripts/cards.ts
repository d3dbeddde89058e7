import { amountSum } from '../generator.ts';
import { DAY, HOUR, type Script } from '../script.ts';
import { cardOf, SUCCEEDED } from './card.ts';

const version = '2019-09-09';

/** Cards that are spent with. */
export const cardScripts: readonly Script[] = [
  {
    name: 'card-spend',
    about:
      'A purchase with a card is authorized, and cleared two days later for what was authorized.',
    version,
    lasts: 2 * DAY,
    build: (generator) => {
      const { card_id, idOf, activated, authorization, clearing, cardRows, messageRow, matchRow } =
        cardOf(generator);
      const amount = -generator.amount('spend', 10, 300);
      const cleared = { transaction_type: 'CLEARING', status: 'APPROVED', billing_amount: amount };
      return {
        events: [activated, authorization(amount), clearing('cleared', 2 * DAY, amount)],
        expected: [
          ...cardRows,
          messageRow('authorized', {
            transaction_type: 'AUTHORIZATION',
            status: 'PENDING',
            billing_amount: amount,
          }),
          messageRow('cleared', { ...cleared, matched_authorizations: [idOf('authorized')] }),
          matchRow('authorized', 'cleared', cleared),
        ],
        followUp: [`spend ${idOf('authorized')}`, `show ${card_id}`],
      };
    },
  },
  {
    name: 'card-spend-multi-clearing',
    about:
      'An order is shipped in two parcels: one authorization, cleared in two parts that sum up to it.',
    version,
    lasts: 6 * DAY,
    build: (generator) => {
      const { card_id, idOf, activated, authorization, clearing, cardRows, messageRow, matchRow } =
        cardOf(generator);
      const first = -generator.amount('first parcel', 10, 90);
      const second = -generator.amount('second parcel', 10, 90);
      const matched = [idOf('authorized')];
      const part = (billing_amount: number) => ({ transaction_type: 'CLEARING', billing_amount });
      return {
        events: [
          activated,
          authorization(amountSum(first, second)),
          clearing('first', 2 * DAY, first),
          clearing('second', 6 * DAY, second),
        ],
        expected: [
          ...cardRows,
          messageRow('authorized', {
            transaction_type: 'AUTHORIZATION',
            billing_amount: amountSum(first, second),
          }),
          messageRow('first', { ...part(first), matched_authorizations: matched }),
          messageRow('second', { ...part(second), matched_authorizations: matched }),
          matchRow('authorized', 'first', part(first)),
          matchRow('authorized', 'second', part(second)),
        ],
        followUp: [`spend ${idOf('authorized')}`, `show ${card_id}`],
      };
    },
  },
  {
    name: 'incremental-authorization',
    about:
      'A hotel raises what it holds; one clearing names both authorizations and is counted once.',
    version: '2026-08-21',
    lasts: 4 * DAY,
    build: (generator) => {
      const { card_id, idOf, activated, about, cardRows, messageRow, matchRow, row } =
        cardOf(generator);
      const stay = -generator.amount('stay', 80, 200);
      const extra = -generator.amount('extra', 10, 60);
      const lifecycle = generator.uuid('lifecycle');
      const message = (label: string, after: number, amount: number, data: object) =>
        about(label, after, `${SUCCEEDED}~2026-08`, {
          status: 'APPROVED',
          billing_amount: amount,
          transaction_amount: amount,
          transaction_currency: 'USD',
          transacted_at: generator.time(after - 2_000),
          posted_at: generator.time(after - 1_000),
          card_transaction_data: {
            card_transaction_id: generator.uuid('card transaction'),
            card_transaction_event_id: generator.uuid(`event ${label}`),
            card_transaction_lifecycle_id: lifecycle,
          },
          ...data,
        });
      const both = [idOf('stay'), idOf('extra')];
      const held = (billing_amount: number) => ({
        transaction_type: 'AUTHORIZATION',
        status: 'APPROVED',
        billing_amount,
      });
      const cleared = {
        transaction_type: 'CLEARING',
        status: 'APPROVED',
        billing_amount: amountSum(stay, extra),
      };
      const grouped = (label: string, attributes: typeof cleared) =>
        row(`transaction_lifecycle#${lifecycle}`, `transaction#${idOf(label)}`, {
          transaction_id: idOf(label),
          ...attributes,
        });
      return {
        events: [
          activated,
          message('stay', HOUR, stay, { transaction_type: 'AUTHORIZATION' }),
          message('extra', DAY, extra, { transaction_type: 'AUTHORIZATION' }),
          message('cleared', 4 * DAY, amountSum(stay, extra), {
            transaction_type: 'CLEARING',
            matched_authorizations: both,
          }),
        ],
        expected: [
          ...cardRows,
          messageRow('stay', held(stay)),
          messageRow('extra', held(extra)),
          messageRow('cleared', { ...cleared, matched_authorizations: both }),
          matchRow('stay', 'cleared', cleared),
          matchRow('extra', 'cleared', cleared),
          grouped('stay', held(stay)),
          grouped('extra', held(extra)),
          grouped('cleared', cleared),
        ],
        followUp: [`spend ${idOf('stay')}`, `show ${card_id}`],
      };
    },
  },
];
