import { DAY, HOUR, MINUTE, type Script, type ScriptedEvent } from '../script.ts';
import { cardOf, SUCCEEDED } from './card.ts';

const version = '2019-09-09';

/** Purchases with a card whose result is not a plain payment. */
export const cardResultScripts: readonly Script[] = [
  {
    name: 'decline',
    about: 'A purchase in a currency that the card does not allow is declined and holds nothing.',
    version,
    lasts: MINUTE,
    build: (generator) => {
      const { card_id, activated, message, cardRows, messageRow } = cardOf(generator);
      const amount = -generator.amount('spend', 10, 300);
      return {
        events: [
          activated,
          message('declined', MINUTE, 'issuing.transaction.failed', {
            type: 'AUTHORIZATION',
            status: 'FAILED',
            amount,
          }),
        ],
        expected: [
          ...cardRows,
          messageRow('declined', {
            transaction_type: 'AUTHORIZATION',
            status: 'FAILED',
            failure_reason: 'CURRENCY_NOT_ALLOWED',
            billing_amount: amount,
            eventName: 'issuing.transaction.failed',
          }),
        ],
        followUp: [`spend ${card_id}`],
      };
    },
  },
  {
    name: 'reversal',
    about:
      'The merchant takes back an authorization: all that it held is released, nothing is posted.',
    version,
    lasts: DAY,
    build: (generator) => {
      const { idOf, activated, message, cardRows, messageRow, matchRow } = cardOf(generator);
      const amount = generator.amount('spend', 10, 300);
      const reversed = {
        transaction_type: 'REVERSAL',
        status: 'CLEARED',
        billing_amount: 0,
        transaction_amount: amount,
      };
      return {
        events: [
          activated,
          message('authorized', MINUTE, `${SUCCEEDED}~authorization-voided`, {
            type: 'AUTHORIZATION',
            status: 'APPROVED',
            amount: -amount,
          }),
          message('reversed', DAY, `${SUCCEEDED}~reversal`, {
            type: 'REVERSAL',
            status: 'CLEARED',
            amount,
            matched: [idOf('authorized')],
          }),
        ],
        expected: [
          ...cardRows,
          messageRow('authorized', {
            transaction_type: 'AUTHORIZATION',
            status: 'APPROVED',
            billing_amount: -amount,
          }),
          messageRow('reversed', reversed),
          matchRow('authorized', 'reversed', reversed),
        ],
        followUp: [`spend ${idOf('authorized')}`],
      };
    },
  },
  {
    name: 'refund-on-card',
    about:
      'A cleared purchase is refunded in part; the refund names no authorization, only the card.',
    version,
    lasts: 12 * DAY,
    build: (generator) => {
      const {
        card_id,
        activated,
        authorization,
        clearing,
        message,
        cardRows,
        messageRow,
        matchRow,
      } = cardOf(generator);
      const amount = -generator.amount('spend', 60, 300);
      const refunded = generator.amount('refund', 5, 60);
      const cleared = { transaction_type: 'CLEARING', billing_amount: amount };
      return {
        events: [
          activated,
          authorization(amount),
          clearing('cleared', 2 * DAY, amount),
          message('refunded', 12 * DAY, `${SUCCEEDED}~refund`, {
            type: 'REFUND',
            status: 'APPROVED',
            amount: refunded,
          }),
        ],
        expected: [
          ...cardRows,
          messageRow('authorized', { transaction_type: 'AUTHORIZATION', billing_amount: amount }),
          messageRow('cleared', cleared),
          matchRow('authorized', 'cleared', cleared),
          messageRow('refunded', { transaction_type: 'REFUND', billing_amount: refunded }),
        ],
        followUp: [`spend ${card_id}`],
      };
    },
  },
  {
    name: 'card-dispute-won',
    about:
      'The company disputes a cleared purchase; after a first rejection the card scheme decides in its favour.',
    version,
    lasts: 60 * DAY,
    build: (generator) => {
      const { account, idOf, activated, message, cardRows, messageRow, row } = cardOf(generator);
      const amount = generator.amount('spend', 10, 300);
      const id = generator.uuid('dispute');
      const disputed = { id, transaction_id: idOf('cleared'), amount };
      const began = 3 * DAY;
      const dispute = (suffix: string, after: number, status: string): ScriptedEvent => ({
        sample: `issuing.transaction_dispute.${suffix}`,
        after,
        account,
        envelope: { source_id: id },
        data: {
          ...disputed,
          status,
          created_at: generator.time(began),
          updated_at: generator.time(after),
        },
      });
      return {
        events: [
          activated,
          message('cleared', 2 * DAY, `${SUCCEEDED}~clearing`, {
            type: 'CLEARING',
            status: 'APPROVED',
            amount: -amount,
          }),
          dispute('created', began, 'DRAFT'),
          dispute('submitted', began + HOUR, 'SUBMITTED'),
          dispute('rejected', began + DAY, 'REJECTED'),
          dispute('submitted', began + 2 * DAY, 'SUBMITTED'),
          dispute('accepted', began + 4 * DAY, 'IN_PROGRESS'),
          dispute('won', 60 * DAY, 'WON'),
        ],
        expected: [
          ...cardRows,
          messageRow('cleared', { transaction_type: 'CLEARING', billing_amount: -amount }),
          row(`transaction_dispute#${id}`, 'transaction_dispute', {
            ...disputed,
            status: 'WON',
            relatedTo: `transaction#${idOf('cleared')}`,
            eventName: 'issuing.transaction_dispute.won',
          }),
          row(`transaction_dispute#${id}`, 'card_transaction_event', { id, status: 'WON' }),
        ],
        followUp: [`history ${id}`, `show ${idOf('cleared')}`],
      };
    },
  },
];
