import {
  currency,
  flag,
  idOf,
  money,
  number,
  text,
  texts,
  time,
  word,
} from '../../shared/interface/attribute.ts';
import { type RecordDefinitions, record } from '../../shared/interface/definition.ts';
import { times } from './fields.ts';

/** The records of a payment link. */
export const link: RecordDefinitions = {
  payment_link: record({
    pk: 'payment_link#<payment_link_id>',
    sk: 'payment_link',
    timeline: 'payment_link',
    meaning: 'A payment link, as it is now.',
    always: ['id'],
    attributes: {
      id: idOf('payment_link', 'Airwallex’s id of the link.'),
      title: text('What the page shows as its title.'),
      reference: text('The merchant’s reference.'),
      status: word(['UNPAID', 'PAID'], 'A reusable link stays PAID while it is paid again.'),
      amount: money('What is to be paid; absent where the payer decides.', '`currency`'),
      currency: currency('The currency of `amount`.'),
      default_currency: currency('The currency that the page offers first.'),
      supported_currencies: texts('The currencies that the page offers.'),
      customer_id: idOf('customer', 'The customer, where the link is for one.'),
      connected_account_id: idOf('account', 'The connected account that it is for.'),
      active: flag('Whether it can be paid.'),
      reusable: flag('Whether it can be paid more than once.'),
      successful_payment_intent_count: number('How many payments succeeded.', 'count'),
      latest_successful_payment_intent_id: idOf('payment_intent', 'The latest of them.'),
      url: text('The address of the page.'),
      expires_at: time('Until when it can be paid.'),
      ...times,
    },
  }),
  payment_link_payment: record({
    pk: 'payment_link#<payment_link_id>',
    sk: 'payment_intent#<payment_intent_id>',
    timeline: 'payment_intent',
    meaning: 'That a payment was made by a link: the link’s place in the payment’s timeline.',
    always: ['payment_link_id', 'payment_intent_id'],
    attributes: {
      payment_link_id: idOf('payment_link', 'The link.'),
      payment_intent_id: idOf('payment_intent', 'The payment.'),
      title: text('The link’s title.'),
      reference: text('The merchant’s reference.'),
    },
  }),
};
