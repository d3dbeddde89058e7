import * as fc from 'fast-check';
import type { ObjectName, On } from '../../../../functions/shared/change/change.ts';
import { MOST_BYTES, messageOf } from '../../../../functions/shared/change/message.ts';
import { filterPolicyOf, isWanted } from '../../../../functions/shared/change/on.ts';
import { paid as paidChange } from '../../../support/changes/changes.ts';

const paid = paidChange('int_1', 2);

/** Asks for what the types of `on` allow; the test compiles only if they allow it. */
const asking = <const Name extends ObjectName>(on: On<Name>) => on;

describe('the message of a change', () => {
  it('has every attribute that a subscription can filter by', () => {
    const { attributes } = messageOf({ ...paid, becomes: null, from: '', account: null });
    expect(attributes).toEqual({
      object: 'payment_intent',
      becomes: '-',
      from: '-',
      account: '-',
      kind: 'changed',
    });
  });

  it('has a group that is the same for every change of a record, and another for any other', () => {
    const { groupId } = messageOf(paid);
    expect(groupId).toMatch(/^[0-9a-f]{64}$/);
    expect(messageOf({ ...paid, version: 'v3' }).groupId).toBe(groupId);
    expect(messageOf({ ...paid, key: { ...paid.key, sk: 'other' } }).groupId).not.toBe(groupId);
  });

  it('leaves the record out where it would be too large', () => {
    const { body } = messageOf({ ...paid, record: { text: 'ü'.repeat(MOST_BYTES / 2) } });
    expect(Buffer.byteLength(body)).toBeLessThan(2_000);
    expect(JSON.parse(body)).toEqual({ ...paid, record: null, previous: {}, omitted: true });
  });

  it('is the change again when it is read, and has no character that SNS and SQS refuse', () => {
    const texts = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(texts, texts, (text, account) => {
        const change = { ...paid, record: { text }, account };
        const { body, attributes } = messageOf(change);
        expect(JSON.parse(body)).toEqual(change);
        // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
        expect(body).toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
        expect(attributes.account).toMatch(/^[ -~]+$/);
      }),
    );
  });
});

describe('what somebody asks for', () => {
  it.each([
    [asking({ object: 'payment_intent', becomes: 'SUCCEEDED' }), true],
    [asking({ object: 'payment_intent', becomes: ['CANCELLED', 'SUCCEEDED'] }), true],
    [asking({ object: 'payment_intent', from: 'REQUIRES_CAPTURE', account: 'acct_1' }), true],
    [asking({ object: 'payment_intent', account: ['acct_2'] }), false],
    [asking({ object: 'payment_intent', kind: 'removed' }), false],
    [asking({ object: 'payment_intent', becomes: 'CANCELLED' }), false],
    [asking({ object: ['refund', 'payment_intent'], becomes: 'SUCCEEDED' }), true],
    [asking({ object: 'refund' }), false],
  ])('%j finds a change or not', (on, expected) => {
    expect(isWanted(on, paid)).toBe(expected);
  });

  it('is no change but of the state, unless it asks for another kind', () => {
    for (const kind of ['changed', 'corrected'] as const)
      expect(isWanted({ object: 'payment_intent' }, { ...paid, kind })).toBe(true);
    for (const kind of ['erased', 'removed', 'due'] as const) {
      expect(isWanted({ object: 'payment_intent' }, { ...paid, kind })).toBe(false);
      expect(isWanted({ object: 'payment_intent', kind }, { ...paid, kind })).toBe(true);
    }
  });

  it('is a filter policy of SNS', () => {
    expect(
      filterPolicyOf(
        asking({ object: 'payment_intent', becomes: 'SUCCEEDED', account: ['a', 'b'] }),
      ),
    ).toEqual({
      object: ['payment_intent'],
      becomes: ['SUCCEEDED'],
      account: ['a', 'b'],
      kind: ['changed', 'corrected'],
    });
  });

  it('compiles only in words that exist', () => {
    const wrong = [
      // @ts-expect-error there is no such kind of record
      asking({ object: 'payment' }),
      // @ts-expect-error there is no such status
      asking({ object: 'payment_intent', becomes: 'PAID' }),
      // @ts-expect-error that is a status of another kind of record
      asking({ object: 'refund', becomes: 'SUCCEEDED' }),
      // @ts-expect-error there is no such kind of change
      asking({ object: 'refund', kind: 'new' }),
    ];
    for (const on of wrong) expect(isWanted(on, paid)).toBe(false);
  });
});
