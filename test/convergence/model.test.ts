import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import type { Delivery } from '../../functions/shared/event/message.ts';
import { momentOf } from '../../functions/shared/record/version.ts';
import { toItem } from '../../functions/shared/store/attributes.ts';
import { stateItem } from '../../functions/shared/store/state-item.ts';
import { runtimeOf } from '../support/runtimes.ts';

import { delivery } from '../support/tables/expected-records.ts';
import { explore } from './model/explore.ts';
import { asBuilt, type Protocol } from './model/protocol.ts';

// Many runs in one test.
jest.setTimeout(60_000);

const START = Date.UTC(2026, 2, 1, 10);

/** What the event of an attempt states of it, and when. */
interface Attempt {
  readonly second?: number;
  readonly sent?: number;
  readonly dated?: boolean;
  readonly linked?: boolean;
  readonly captured?: number;
  readonly code?: string | null;
}

/** A delivery of an attempt's event, with its second and its send time in seconds. */
const attempt = (
  id: string,
  ending: string,
  { second = 0, sent = 5, dated = true, linked = false, captured = 0, code }: Attempt = {},
): Delivery => {
  const object = {
    id: 'att_1',
    ...(linked && { payment_intent_id: 'int_1' }),
    ...(captured > 0 && { captured_amount: captured }),
    ...(code !== undefined && { authorization_code: code }),
  };
  const created_at = dated ? new Date(START + second * 1_000).toISOString() : undefined;
  const event = { id, name: `payment_attempt.${ending}`, data: { object }, created_at };
  return delivery(Buffer.from(JSON.stringify(event)), START + sent * 1_000);
};

const histories = {
  'three events, the earliest of which alone names the intent': [
    attempt('evt_1', 'received', { linked: true }),
    attempt('evt_2', 'authorized', { second: 1 }),
    attempt('evt_3', 'settled', { second: 2 }),
  ],
  'a code that a later event takes away, and two that do not state it': [
    attempt('evt_1', 'received', { code: 'A1' }),
    attempt('evt_2', 'authorized', { second: 1, code: null }),
    attempt('evt_3', 'capture_requested', { second: 2 }),
    attempt('evt_4', 'settled', { second: 3 }),
  ],
  'three events of one second': [
    attempt('evt_1', 'received', { linked: true }),
    attempt('evt_2', 'authorized'),
    attempt('evt_3', 'capture_requested'),
  ],
  'an event without a time, sent twice, and another between': [
    attempt('evt_1', 'received', { dated: false, sent: 1 }),
    attempt('evt_1', 'received', { dated: false, sent: 9 }),
    attempt('evt_2', 'authorized', { dated: false, sent: 5 }),
  ],
  'a terminal state, an open one that states a later time, and one that states a time far ahead': [
    attempt('evt_1', 'paid', { linked: true }),
    attempt('evt_2', 'authorized', { second: 3, code: 'A1' }),
    attempt('evt_3', 'settled', { second: 3_600, sent: 7 }),
  ],
  'two captures of one second, and the first of them again': [
    attempt('evt_1', 'capture_requested', { captured: 30 }),
    attempt('evt_2', 'capture_requested', { captured: 100, linked: true }),
    attempt('evt_1', 'capture_requested', { captured: 30, sent: 9 }),
  ],
  'one id with two bodies, one of them twice': [
    attempt('evt_1', 'authorized'),
    attempt('evt_1', 'authorized', { linked: true }),
    attempt('evt_1', 'authorized', { linked: true, sent: 9 }),
  ],
};

const limits = { consumers: 3, crashes: 2 };

describe('every interleaving of three consumers, two of which may die anywhere', () => {
  it.each(Object.entries(histories))('of %s ends in one record', async (title, deliveries) => {
    const { states, violation } = await explore(deliveries, runtimeOf('payments'), limits, asBuilt);
    process.stdout.write(`${title}: ${states} states\n`);
    expect(violation).toBeUndefined();
    expect(states).toBeGreaterThan(1_000);
  });
});

const withMoment = (put: PutItemCommandInput, moment: string): PutItemCommandInput => ({
  ...put,
  ExpressionAttributeValues: { ...put.ExpressionAttributeValues, ':moment': { S: moment } },
});

const without = (put: PutItemCommandInput, condition: RegExp): PutItemCommandInput => ({
  ...put,
  ConditionExpression: put.ConditionExpression?.replaceAll(condition, ''),
});

const faults: Readonly<Record<string, Protocol>> = {
  'the last writer wins': {
    ...asBuilt,
    tamper: (put) => ({ ...put, ConditionExpression: undefined }),
  },
  'the last writer wins a tie': {
    ...asBuilt,
    tamper: (put, record, read) =>
      read === undefined ? put : { ...put, Item: toItem(stateItem(record)) },
  },
  'a higher version is written without a look at what it ties with': {
    ...asBuilt,
    tamper: (put, record, read) => (read === undefined ? withMoment(put, record.version) : put),
  },
  '`<=` for a tie': {
    ...asBuilt,
    tamper: (put, record, read) =>
      read === undefined ? withMoment(put, `${momentOf(record.version)}~`) : put,
  },
  'neither a link nor an attribute is carried over': {
    ...asBuilt,
    tamper: (put, _row, read) =>
      read === undefined ? without(put, / AND attribute_not_exists\(#(?:relatedTo|u\d+)\)/g) : put,
  },
  'an attribute is not carried over': {
    ...asBuilt,
    tamper: (put, _row, read) =>
      read === undefined ? without(put, / AND attribute_not_exists\(#u\d+\)/g) : put,
  },
  'what was carried over is forgotten': {
    ...asBuilt,
    tamper: (put, _row, read) =>
      read === undefined ? without(put, / AND attribute_not_exists\(#carried\)/g) : put,
  },
  'what has no value any more is forgotten': {
    ...asBuilt,
    tamper: (put, _row, read) =>
      read === undefined ? without(put, / AND NOT contains\(#emptied, :u\d+\)/g) : put,
  },
  'a swap does not look at what it swaps': {
    ...asBuilt,
    tamper: (put, _row, read) =>
      read === undefined ? put : { ...put, ConditionExpression: undefined },
  },
  'a swap looks at the version only': {
    ...asBuilt,
    tamper: (put, _row, read) =>
      read === undefined ? put : { ...put, ConditionExpression: '#version = :version' },
  },
  'the message is deleted before its record is applied': {
    acts: ['archive', 'delete', 'apply'],
  },
  'the record is applied before its event is archived': { acts: ['apply', 'archive', 'delete'] },
  'what is archived is taken for applied': { ...asBuilt, trustsArchive: true },
  'an undated event is ordered by the delivery at hand': { ...asBuilt, trustsDelivery: true },
};

describe('the same search finds out when', () => {
  it.each(Object.entries(faults))('%s', async (_title, protocol) => {
    const fewer = { consumers: 2, crashes: 1 };
    const found = [];
    for (const deliveries of Object.values(histories)) {
      const { violation } = await explore(deliveries, runtimeOf('payments'), fewer, protocol);
      if (violation !== undefined) found.push(violation);
    }
    expect(found).not.toEqual([]);
  });
});
