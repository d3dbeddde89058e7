import { connections } from '../../functions/connections/domain.ts';
import { payments } from '../../functions/payments/domain.ts';
import { identifier } from '../../functions/shared/event/identifier.ts';
import { archivedUnder } from '../../functions/shared/query/archive.ts';
import { storedRecords } from '../../functions/shared/query/records.ts';
import type { Outcome } from '../../functions/shared/record/read.ts';
import { useTarget } from '../support/tool/target.ts';

/*
 * Authentic events that DynamoDB would refuse, or that are unexpected: each is acknowledged, archived byte
 * for byte, and either has its records or the reasons why not. None returns to the queue.
 */

const test = useTarget(beforeAll, () => Date.UTC(2026, 10, 21));

const intent = (object: string): string =>
  `{"id":"evt_strange","name":"payment_intent.succeeded","created_at":"2026-03-01T10:00:00+0000","data":{"object":${object}}}`;

const disconnected = (scopes: string): string =>
  `{"id":"evt_strange","name":"connection.disconnected","account_id":"acct_1","app_id":"appid_1","created_at":"2026-03-01T10:00:00+0000","data":{"status":"DISCONNECTED","authorized_scopes":${scopes}}}`;

const nested = (depth: number): string => `${'['.repeat(depth)}1${']'.repeat(depth)}`;

const id = 'evt_strange';
const fits = '"status":"SUCCEEDED","currency":"EUR"';

const cases: readonly [string, string, Outcome, string?][] = [
  ['an empty id', intent(`{"id":"",${fits}}`), 'quarantined'],
  ['an id that is an object', intent(`{"id":{"a":1},${fits}}`), 'quarantined'],
  ['an id of 3,000 characters', intent(`{"id":"${'i'.repeat(3_000)}",${fits}}`), 'accepted'],
  ['an id with the separator of keys', intent(`{"id":"int#1",${fits}}`), 'accepted'],
  ['an id with a NUL and a lone surrogate', intent(`{"id":"\\u0000\\ud800",${fits}}`), 'accepted'],
  [
    'an amount of 38 digits',
    intent(`{"id":"int_38","amount":${'9'.repeat(38)},${fits}}`),
    'accepted',
  ],
  [
    'an amount of 39 digits',
    intent(`{"id":"int_39","amount":${'9'.repeat(39)},${fits}}`),
    'quarantined',
  ],
  [
    'an amount of 400 digits',
    intent(`{"id":"int_400","amount":${'9'.repeat(400)},${fits}}`),
    'quarantined',
  ],
  ['an amount of 1e400', intent(`{"id":"int_e","amount":1e400,${fits}}`), 'quarantined'],
  [
    'nesting of 40 in a field that nothing reads',
    intent(`{"id":"int_deep","metadata":${nested(40)},${fits}}`),
    'accepted',
  ],
  [
    'nesting of 10,000',
    intent(`{"id":"int_deeper","metadata":${nested(10_000)},${fits}}`),
    'accepted',
  ],
  [
    'nesting in place of an object that is read',
    intent(`{"id":"int_x","latest_payment_attempt":${nested(50)},${fits}}`),
    'quarantined',
  ],
  [
    'a text of 500 KB that its record would hold',
    disconnected(`["${'x'.repeat(500_000)}"]`),
    'quarantined',
  ],
  [
    '900 KB in a field that nothing reads',
    intent(`{"id":"int_big","metadata":{"note":"${'é'.repeat(450_000)}"},${fits}}`),
    'accepted',
  ],
  [
    'lone surrogates in a field that its record holds',
    intent(`{"id":"int_s","merchant_order_id":"a\\ud800b",${fits}}`),
    'accepted',
  ],
  [
    'fields named like properties of JavaScript objects',
    intent(`{"id":"int_p","__proto__":{"id":"x"},"constructor":1,"toString":null,${fits}}`),
    'accepted',
  ],
  ['the same field twice', intent(`{"id":"int_a","id":"int_b",${fits}}`), 'accepted'],
  [
    'a list as its data',
    `{"id":"${id}","name":"payment_intent.succeeded","data":[1]}`,
    'quarantined',
  ],
  ['no data', `{"id":"${id}","name":"payment_intent.succeeded"}`, 'quarantined'],
  [
    'an unknown name of a known family',
    `{"id":"${id}","name":"payment_intent.","data":{"object":{"id":"int_n",${fits}}}}`,
    'unrecognized',
  ],
  [
    'a name of 5,000 characters',
    `{"id":"${id}","name":"issuing.${'x'.repeat(5_000)}"}`,
    'unrecognized',
  ],
  [
    'an account of 5,000 characters',
    `{"id":"${id}","name":"payment_intent.succeeded","account_id":"${'a'.repeat(5_000)}","data":{"object":{"id":"int_acc",${fits}}}}`,
    'accepted',
  ],
  [
    'an invalid time',
    `{"id":"${id}","name":"payment_intent.succeeded","created_at":"soon","data":{"object":{"id":"int_t",${fits}}}}`,
    'accepted',
  ],
  [
    'an event id of 2,000 characters',
    intent(`{"id":"int_1",${fits}}`).replace(id, 'e'.repeat(2_000)),
    'accepted',
    'e'.repeat(2_000),
  ],
  ["another product's name", `{"id":"${id}","name":"payment.new"}`, 'unrouted'],
];

it.each(cases)(
  'archives an event with %s, and projects it or states why not',
  async (_title, text, outcome, eventId = id) => {
    const body = Buffer.from(text);
    expect(await test.pipeline.post(body)).toBe(200);
    await test.pipeline.drain();
    const archived = await archivedUnder(test.target.tables.events, identifier(eventId));
    const [event] = archived.filter((one) => Buffer.from(one.body).equals(body));
    expect(event?.outcome).toBe(outcome);
    if (outcome === 'quarantined') expect(event?.issues.length).toBeGreaterThan(0);
    const versions: string[] = [];
    for (const domain of [payments, connections])
      for await (const record of storedRecords(test.target.tables.of(domain)))
        versions.push(record.version);
    const set = versions.filter((version) => version === event?.version).length;
    expect(set > 0).toBe(
      outcome === 'accepted' || (outcome === 'unrecognized' && text.includes('int_n')),
    );
  },
);
