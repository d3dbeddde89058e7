import type { ValueGenerator } from '../generator.ts';
import { type ExpectedRecord, MINUTE, type ScriptedEvent, SECOND } from '../script.ts';

/* A company's card and what is spent with it: one message, one transaction id. */

const row = (pk: string, sk: string, attributes: ExpectedRecord['attributes']): ExpectedRecord => ({
  domain: 'issuing',
  pk,
  sk,
  attributes,
});

/** The name of most events about money, and the prefix of their samples. */
export const SUCCEEDED = 'issuing.transaction.succeeded';

/** A message about money: its type, and the amount it moves (negative when money is spent). */
interface Message {
  readonly type: 'AUTHORIZATION' | 'CLEARING' | 'REVERSAL' | 'REFUND';
  readonly status: 'PENDING' | 'APPROVED' | 'CLEARED' | 'FAILED';
  readonly amount: number;
  /** Transaction ids of the authorizations that it names. */
  readonly matched?: readonly string[];
}

/** The card of a scenario, active from the start. */
export const cardOf = (generator: ValueGenerator) => {
  const account = generator.account('issuer');
  const card_id = generator.uuid('card');
  const cardholder_id = generator.uuid('cardholder');
  const card = `card#${card_id}`;

  const activated: ScriptedEvent = {
    sample: 'issuing.card.active',
    after: 0,
    account,
    envelope: { source_id: card_id },
    data: {
      card_id,
      cardholder_id,
      request_id: generator.uuid('card request'),
      created_at: generator.time(-SECOND),
      updated_at: generator.time(0),
    },
  };

  /** The id of a message. */
  const idOf = (label: string): string => generator.uuid(`message ${label}`);

  const about = (label: string, after: number, sample: string, data: object): ScriptedEvent => ({
    sample,
    after,
    account,
    envelope: { source_id: idOf(label) },
    data: { transaction_id: idOf(label), card_id, ...data },
  });

  /** A message in the shape of API versions before 2026. */
  const message = (
    label: string,
    after: number,
    sample: string,
    { type, status, amount, matched }: Message,
  ): ScriptedEvent =>
    about(label, after, sample, {
      transaction_type: type,
      status,
      // What an authorization held is released in the transaction's currency alone.
      billing_amount: type === 'REVERSAL' ? 0 : amount,
      billing_currency: 'USD',
      transaction_amount: amount,
      transaction_currency: 'USD',
      transaction_date: generator.time(after - 2 * SECOND),
      posted_date: generator.time(after - SECOND),
      matched_authorizations: matched,
    });

  /** The message `authorized`, which holds this amount. */
  const authorization = (amount: number): ScriptedEvent =>
    message('authorized', MINUTE, SUCCEEDED, { type: 'AUTHORIZATION', status: 'PENDING', amount });

  /** A message that clears this amount of it. */
  const clearing = (label: string, after: number, amount: number): ScriptedEvent =>
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
      row(card, 'card', {
        status: 'ACTIVE',
        cardholder_id,
        relatedTo: `cardholder#${cardholder_id}`,
        eventName: 'issuing.card.active',
      }),
      row(card, 'details', {
        brand: 'VISA',
        masked_card_number: '************4242',
        relatedTo: card,
      }),
    ],
    /** A message's own record. */
    messageRow: (label: string, attributes: ExpectedRecord['attributes']): ExpectedRecord =>
      row(`transaction#${idOf(label)}`, 'transaction', { card_id, relatedTo: card, ...attributes }),
    /** Its record under an authorization that it names. */
    matchRow: (
      authorization: string,
      label: string,
      attributes: ExpectedRecord['attributes'],
    ): ExpectedRecord =>
      row(`transaction#${idOf(authorization)}`, `match#${idOf(label)}`, {
        transaction_id: idOf(label),
        ...attributes,
      }),
    row,
  };
};
