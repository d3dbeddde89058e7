import type { Pen } from '../pen.ts';
import { type ExpectedRow, MINUTE, SECOND, type Told } from '../story.ts';

/* A company's card and what is spent with it: one message, one transaction id. */

const row = (pk: string, sk: string, attributes: ExpectedRow['attributes']): ExpectedRow => ({
  domain: 'issuing',
  pk,
  sk,
  attributes,
});

/** What most events about money are called, and their samples begin with. */
export const SUCCEEDED = 'issuing.transaction.succeeded';

/** A message about money: what it is, and how much it moves (negative when money is spent). */
interface Message {
  readonly type: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REFUND';
  readonly status: 'PENDING' | 'APPROVED' | 'CLEARED' | 'FAILED';
  readonly amount: number;
  /** Transaction ids of the authorizations that it names. */
  readonly matched?: readonly string[];
}

/** The card of a story, active from its beginning. */
export const cardOf = (pen: Pen) => {
  const account = pen.account('issuer');
  const card_id = pen.uuid('card');
  const cardholder_id = pen.uuid('cardholder');
  const card = `card#${card_id}`;

  const activated: Told = {
    sample: 'issuing.card.active',
    after: 0,
    account,
    envelope: { source_id: card_id },
    data: {
      card_id,
      cardholder_id,
      request_id: pen.uuid('card request'),
      created_at: pen.time(-SECOND),
      updated_at: pen.time(0),
    },
  };

  /** The id of a message. */
  const idOf = (label: string): string => pen.uuid(`message ${label}`);

  const about = (label: string, after: number, sample: string, data: object): Told => ({
    sample,
    after,
    account,
    envelope: { source_id: idOf(label) },
    data: { transaction_id: idOf(label), card_id, ...data },
  });

  /** A message as API versions before 2026 tell it. */
  const message = (
    label: string,
    after: number,
    sample: string,
    { type, status, amount, matched }: Message,
  ): Told =>
    about(label, after, sample, {
      transaction_type: type,
      status,
      // What an authorization held is released in the transaction's currency alone.
      billing_amount: type === 'REVERSAL' ? 0 : amount,
      billing_currency: 'USD',
      transaction_amount: amount,
      transaction_currency: 'USD',
      transaction_date: pen.time(after - 2 * SECOND),
      posted_date: pen.time(after - SECOND),
      matched_authorizations: matched,
    });

  /** The message `authorized`, which holds so much. */
  const authorization = (amount: number): Told =>
    message('authorized', MINUTE, SUCCEEDED, { type: 'AUTHORIZATION', status: 'PENDING', amount });

  /** A message that clears so much of it. */
  const clearing = (label: string, after: number, amount: number): Told =>
    message(label, after, `${SUCCEEDED}~clearing`, {
      type: 'CLEARING',
      status: 'APPROVED',
      amount,
      matched: [idOf('authorized')],
    });

  return {
    account,
    card_id,
    card,
    idOf,
    about,
    message,
    activated,
    authorization,
    clearing,
    cardRows: [
      row(card, 'card', { status: 'ACTIVE', relatedTo: card, eventName: 'issuing.card.active' }),
      row(card, 'details', { card_id, brand: 'VISA', masked_card_number: '************4242' }),
      row(card, 'cardholder', { cardholder_id, relatedTo: `cardholder#${cardholder_id}` }),
    ],
    /** A message's own row. */
    messageRow: (label: string, attributes: ExpectedRow['attributes']): ExpectedRow =>
      row(`transaction#${idOf(label)}`, 'transaction', { card_id, relatedTo: card, ...attributes }),
    /** Its row under an authorization that it names. */
    matchRow: (
      authorization: string,
      label: string,
      attributes: ExpectedRow['attributes'],
    ): ExpectedRow =>
      row(`transaction#${idOf(authorization)}`, `match#${idOf(label)}`, {
        transaction_id: idOf(label),
        ...attributes,
      }),
    row,
  };
};
