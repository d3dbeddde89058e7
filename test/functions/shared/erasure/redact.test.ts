import * as fc from 'fast-check';
import { redact } from '../../../../functions/shared/erasure/redact.ts';
import { sha256 } from '../../../../functions/shared/event/identifier.ts';
import type { Delivery } from '../../../../functions/shared/event/message.ts';
import { judge, type Verdict } from '../../../../functions/shared/record/judge.ts';
import { read } from '../../../../functions/shared/record/read.ts';
import { runtimeOf, runtimes } from '../../../support/runtimes.ts';

import { samplesOf } from '../../../support/samples.ts';
import { inKeys, marked, twisted } from '../../../support/sentinels.ts';

const SENT = Date.UTC(2026, 10, 21);

const delivery = (event: unknown): Delivery => {
  const body = Buffer.isBuffer(event) ? event : Buffer.from(JSON.stringify(event));
  const receipt = {
    sentAt: SENT,
    receivedAt: SENT,
    requestId: 'r',
    secret: 's',
    digest: sha256(body),
  };
  return { body, receipt };
};

const samples = runtimes.flatMap((runtime) =>
  samplesOf(runtime.domain.name).map(({ file, body }) => ({ file, runtime, body })),
);

/** What erasing must not change of what a domain makes of an event. */
const lasting = ({ id, outcome, name, accountId, orgId, object, ...verdict }: Verdict) => ({
  ...{ id, outcome, name, accountId, orgId, object },
  occurredAt: verdict.occurredAt,
  version: verdict.version,
  rows: verdict.records.map(({ attributes: _gone, ...row }) => row),
});

const textOf = ({ body }: Delivery): string => Buffer.from(body).toString();

describe.each(samples)('erasing $file', ({ runtime, body }) => {
  const event = JSON.parse(body.toString());

  it('leaves its outcome and its records with their keys, links and versions', () => {
    const before = delivery(body);
    const after = redact(read(before, runtime));
    expect(lasting(judge(after, runtime))).toEqual(lasting(judge(before, runtime)));
    expect(after.receipt).toEqual({ ...before.receipt, maskedDigest: sha256(after.body) });
    expect(textOf(redact(read(after, runtime)))).toBe(textOf(after));
  });

  it('leaves no text but those that keys are made of', () => {
    const { event: marks, texts } = marked(event);
    const before = delivery(marks);
    const after = redact(read(before, runtime));
    const survivors = texts.filter(({ text }) => textOf(after).includes(text));
    expect(survivors.filter(({ field }) => !inKeys.test(field))).toEqual([]);
    expect(lasting(judge(after, runtime))).toEqual(lasting(judge(before, runtime)));
  });

  it('redacts every form of it alike', () => {
    fc.assert(
      fc.property(twisted(event), (strange) => {
        const before = delivery(strange);
        const after = redact(read(before, runtime));
        expect(lasting(judge(after, runtime))).toEqual(lasting(judge(before, runtime)));
        expect(textOf(redact(read(after, runtime)))).toBe(textOf(after));
        expect(textOf(after)).not.toContain('new field');
      }),
      { numRuns: 40 },
    );
  });
});

describe('erasing', () => {
  const runtime = runtimeOf('payments');

  it.each([
    ['no JSON', Buffer.from('Jane Doe')],
    ['no UTF-8', Buffer.from([0xff, 0x7b])],
    ['no object', Buffer.from('["Jane Doe"]')],
  ])('leaves nothing of what is %s', (_what, body) => {
    const before = delivery(body);
    const after = redact(read(before, runtime));
    expect(after.body).toHaveLength(0);
    expect(lasting(judge(after, runtime))).toEqual(lasting(judge(before, runtime)));
  });

  it.each([
    ['no schema reads', { name: 'refund.settled', data: { object: { id: { of: 'Jane Doe' } } } }],
    ['no domain knows', { name: 'deposit.settled', data: { payer: 'Jane Doe' } }],
    ['has no name', { data: 'Jane Doe' }],
  ])('leaves of an event that %s who sent it and when', (_what, event) => {
    const envelope = { id: 'evt_1', account_id: 'acct_1', created_at: '2026-03-01T10:00:00+0000' };
    const before = delivery({ ...envelope, ...event, version: 'Jane Doe' });
    const after = redact(read(before, runtime));
    expect(JSON.parse(textOf(after))).toEqual({
      ...envelope,
      created_at: '2026-03-01T10:00:00.000Z',
      ...('name' in event && { name: event.name }),
      data: 'erased',
    });
    expect(lasting(judge(after, runtime))).toEqual(lasting(judge(before, runtime)));
  });

  it('keeps ids, amounts, times and words, masks what else is known, drops what is not', () => {
    const object = {
      id: 'int_1',
      customer_id: 'cus_1',
      merchant_order_id: 'jane-doe-1',
      amount: 0.5,
      currency: 'EUR',
      status: 'SUCCEEDED',
      descriptor: 'Jane Doe',
      cancelled_at: 'never',
      created_at: '2026-03-01T10:00:00+0000',
      latest_payment_attempt: {
        id: 'att_1',
        status: 'PAID',
        payment_method: { card: { last4: '4242' } },
      },
      metadata: { jane: 'doe' },
      nickname: 'Jane',
    };
    const event = { id: 'evt_1', name: 'payment_intent.succeeded', data: { object } };
    const exact = JSON.stringify(event).replace('0.5', '12345678901234567890.5');
    const after = redact(read(delivery(Buffer.from(exact)), runtime));
    expect(JSON.parse(textOf(after)).data.object).toEqual({
      id: 'int_1',
      customer_id: 'cus_1',
      merchant_order_id: '***',
      amount: '12345678901234567890.5',
      currency: 'EUR',
      status: 'SUCCEEDED',
      descriptor: '***',
      created_at: '2026-03-01T10:00:00.000Z',
      latest_payment_attempt: {
        id: 'att_1',
        status: 'PAID',
        payment_method: { card: { last4: '***' } },
      },
    });
  });
});
