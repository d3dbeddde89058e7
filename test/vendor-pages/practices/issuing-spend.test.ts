import { useTool } from '../../support/tool/tool.ts';
import { like, useStage } from './stage.ts';

/*
 * What the vendor's page says about card transactions, against the tables and `webhooks spend`.
 * https://www.airwallex.com/docs/developer-tools/webhooks/listen-for-webhook-events/issuing
 */

const stage = useStage();
const tool = useTool(stage.test);

/** A printed transaction with another id, on another card. */
const message = (title: string, id: string, card: string, fields = {}): Buffer =>
  like(title, { id: `evt_${id}` }, { transaction_id: id, card_id: card, ...fields });

const matched = (...ids: readonly string[]) => ({ matched_authorizations: ids });

/** The figures of a card's spend in USD. */
const figures = async (card: string) => {
  const spend = await tool.json('spend', card);
  return Object(spend).figures.find(({ currency }: { currency: string }) => currency === 'USD');
};

it.each([
  ['as they happen', false],
  ['the clearing first', true],
])(
  '“You can match clearing events to their corresponding authorization events using the matched_authorizations field”: %s',
  async (_order, isReversed) => {
    const [card, a, c] = [`card_${isReversed}`, `auth_${isReversed}`, `clearing_${isReversed}`];
    const both = [
      message('an authorization', a, card),
      message('a clearing that matches an authorization', c, card, matched(a)),
    ];
    await stage.send(...(isReversed ? both.toReversed() : both));
    const records = await stage.of('issuing', `transaction#${a}`);
    expect(records.map(({ sk }) => sk).sort()).toEqual([`match#${c}`, 'transaction']);
    expect(await stage.get('issuing', `transaction#${a}`, `match#${c}`)).toMatchObject({
      transaction_type: 'CLEARING',
      billing_amount: { N: '-100' },
    });
    expect(await figures(card)).toMatchObject({ authorized: '100', held: '0', posted: '-100' });
  },
);

it('until the clearing, “within 7 days”, the authorization is held', async () => {
  await stage.send(message('an authorization', 'auth_held', 'card_held'));
  expect(await figures('card_held')).toMatchObject({ held: '100', posted: '0' });
});

it('“If your transaction authorization failed”: it states why and holds nothing', async () => {
  await stage.send(
    message('a failed authorization', 'auth_failed', 'card_failed', { billing_currency: 'USD' }),
  );
  expect(await stage.get('issuing', 'transaction#auth_failed', 'transaction')).toMatchObject({
    status: 'FAILED',
    failure_reason: 'CURRENCY_NOT_ALLOWED',
  });
  expect(await figures('card_failed')).toMatchObject({ authorized: '0', held: '0', posted: '0' });
});

it('“The matched_authorizations field indicates the original authorization that was reversed”: nothing of it is held', async () => {
  await stage.send(
    message('an authorization', 'auth_reversed', 'card_reversed'),
    message('a reversal', 'reversal', 'card_reversed', matched('auth_reversed')),
  );
  expect(await stage.get('issuing', 'transaction#auth_reversed', 'match#reversal')).toMatchObject({
    transaction_type: 'REVERSAL',
    billing_amount: { N: '0' },
  });
  expect(await figures('card_reversed')).toMatchObject({ held: '0', posted: '0' });
});

it('“The authorization and clearing requests are effectively combined into one final message”: it is counted once', async () => {
  await stage.send(message('a single message', 'single', 'card_single'));
  expect(await stage.get('issuing', 'transaction#single', 'transaction')).toMatchObject({
    transaction_type: 'CLEARING',
    status: 'APPROVED',
  });
  expect(await figures('card_single')).toMatchObject({ held: '0', posted: '-100' });
});

it('“In the event of a refund (of a previously cleared transaction)”: the card’s total is as before', async () => {
  await stage.send(
    message('an authorization', 'auth_refunded', 'card_refunded'),
    message(
      'a clearing that matches an authorization',
      'cleared',
      'card_refunded',
      matched('auth_refunded'),
    ),
    message('a refund', 'refund', 'card_refunded'),
  );
  expect(await figures('card_refunded')).toMatchObject({ cleared: '100', posted: '0' });
});

it('one Query returns the card’s transactions in the order of their times', async () => {
  await stage.send(
    message('a refund', 'later', 'card_ordered'),
    message('an authorization', 'earlier', 'card_ordered'),
  );
  const found = await stage.belongingTo('issuing', 'card#card_ordered');
  expect(found.map(({ pk }) => pk)).toEqual(['transaction#earlier', 'transaction#later']);
});
