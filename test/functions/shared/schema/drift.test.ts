import fc from 'fast-check';
import * as v from 'valibot';
import { family } from '../../../../functions/shared/record/family.ts';
import { type Drift, plainPath } from '../../../../functions/shared/schema/drift.ts';
import {
  amount,
  id,
  list,
  nested,
  oneOrMore,
  text,
  time,
  variant,
} from '../../../../functions/shared/schema/fields.ts';
import { object, unread } from '../../../../functions/shared/schema/object.ts';
import { driftIn } from '../../../support/drift.ts';
import { runtimeOf, runtimes } from '../../../support/runtimes.ts';

import { samplesOf } from '../../../support/samples.ts';

const families = {
  parcel: family(
    object({
      id,
      status: text,
      weight: amount,
      sender: nested({ country: text, ...unread('address') }),
      stops: list({ city: text, at: time }),
      label: v.pipe(
        text,
        v.transform((label) => label?.trim()),
      ),
      seal: v.pipe(v.unknown(), v.transform(String)),
      owner: oneOrMore(object({ name: text }), 'one or several'),
      carrier: nested({ type: variant, van: nested({ doors: amount }) }),
      ...unread('notes'),
    }),
    () => ({ object: 'parcel#1', records: [] }),
    { status: ['SENT', 'ARRIVED'] },
  ),
};

const drift = (data: unknown, envelope: object = {}): readonly Drift[] =>
  driftIn({ id: 'evt_1', name: 'parcel.sent', ...envelope, data }, { families });

describe('driftOf', () => {
  it('finds nothing in what the schema knows, read or not', () => {
    const data = {
      id: 'p1',
      status: 'SENT',
      weight: 2,
      sender: { country: 'NL', address: { any: 1 } },
      stops: [{ city: 'Delft', at: '2026-03-01' }],
      label: 'fragile',
      seal: { any: 1 },
      owner: [{ name: 'A' }],
      notes: ['any'],
    };
    expect(drift(data, { version: '2026-02-27', created_at: '2026-03-01' })).toEqual([]);
  });

  it.each([
    ['a field', { colour: 'red' }, 'data.colour', 'string'],
    ['a field with a number', { line_2: 'x' }, 'data.line_2', 'string'],
    ['a field without a value', { colour: null }, 'data.colour', 'null'],
    ['a field of an object', { sender: { vat: 1 } }, 'data.sender.vat', 'number'],
    ['a field in a list', { stops: [{}, { gate: [] }] }, 'data.stops[].gate', 'array'],
    ['a field of one of several', { owner: [{ age: {} }] }, 'data.owner[].age', 'object'],
    ['a field of the one', { owner: { age: true } }, 'data.owner.age', 'boolean'],
  ])('finds %s', (_title, data, path, found) => {
    expect(drift(data)).toEqual([{ path, sort: 'field', found }]);
  });

  it.each([
    'source_id',
    'account_id',
    'org_id',
    'app_id',
    'sourceId',
    'accountId',
    'orgId',
    'appId',
  ])('knows the envelope in either casing: %s', (name) => {
    expect(drift({}, { [name]: 'x' })).toEqual([]);
  });

  it('finds a field beside the data', () => {
    expect(drift({}, { trace: 'x' })).toEqual([{ path: 'trace', sort: 'field', found: 'string' }]);
  });

  it.each(['somebody@example.com', '47110815', 'cus_20260301', 'x'.repeat(61)])(
    'does not repeat a name that is none of a field: %s',
    (name) => {
      expect(drift({ sender: { [name]: 1 } })).toEqual([
        { path: 'data.sender.?', sort: 'field', found: 'number' },
      ]);
    },
  );

  it.each([
    ['LOST', 'LOST'],
    ['lost_at_sea', 'LOST_AT_SEA'],
    ['Jane Doe', 'a new word'],
    ['REQUIRES_3DS', 'REQUIRES_3DS'],
    ['P4111', 'a new word'],
    ['2', 'a new word'],
    ['X'.repeat(41), 'a new word'],
  ])('finds a new word, and repeats it only where it looks like one: %s', (status, found) => {
    expect(drift({ status })).toEqual([{ path: 'data.status', sort: 'word', found }]);
  });

  it('finds a number where the words are known', () => {
    const found = 'a new word';
    expect(drift({ status: 3 })).toEqual([{ path: 'data.status', sort: 'word', found }]);
  });

  it('knows the field that an object’s type names, and looks into one that is read', () => {
    expect(drift({ carrier: { type: 'ship', ship: { sails: 3 } } })).toEqual([]);
    const paths = (carrier: object) => drift({ carrier }).map(({ path }) => path);
    expect(paths({ type: 'ship', van: {}, plane: {} })).toEqual(['data.carrier.plane']);
    expect(paths({ type: 'van', van: { wheels: 4 } })).toEqual(['data.carrier.van.wheels']);
    expect(paths({ ship: {} })).toEqual(['data.carrier.ship']);
  });

  it.each(['SENT', 'arrived', '', null])('knows a word in either case: %s', (status) => {
    expect(drift({ status })).toEqual([]);
  });

  it.each(['soon', '2026-13-01', 1e20])('finds a time that cannot be read: %s', (at) => {
    const found = 'a time that cannot be read';
    expect(drift({ stops: [{ at }] })).toEqual([{ path: 'data.stops[].at', sort: 'form', found }]);
    expect(drift({}, { created_at: at })).toEqual([{ path: 'created_at', sort: 'form', found }]);
  });

  it('finds no time missing where the field is absent', () => {
    expect(drift({ stops: [{ at: '' }, { at: null }, { at: [] }] })).toEqual([]);
  });

  it.each([undefined, null, 1, 'text', [], [{ name: 'parcel.sent' }], {}, { name: 'other' }])(
    'finds nothing where no schema reads: %j',
    (event) => {
      expect(driftIn(event, { families })).toEqual([]);
    },
  );

  it('finds nothing in a family without a schema', () => {
    const bare = { families: { parcel: () => ({ issues: [] }) } };
    expect(driftIn({ name: 'parcel.sent', data: { any: 1 } }, bare)).toEqual([]);
  });
});

describe.each(runtimes)('the schemas of $domain.name', (runtime) => {
  const samples = samplesOf(runtime.domain.name);
  const events = samples.map(({ body }) => JSON.parse(body.toString()));

  it.each(samples.map(({ file, body }) => ({ file, body })))('know all of $file', ({ body }) => {
    expect(driftIn(JSON.parse(body.toString()), runtime)).toEqual([]);
  });

  const stating = events.flatMap((event) => {
    const object = event.data.object ?? event.data;
    const fields = ['status', 'card_status', 'connectedAccountStatus', 'stage'];
    return fields.flatMap((field) => (typeof object[field] === 'string' ? { event, field } : []));
  });

  it.each(stating)('know the words of $event.name in its $field', ({ event, field }) => {
    const changed = structuredClone(event);
    (changed.data.object ?? changed.data)[field] = 'NO_SUCH_WORD';
    expect(driftIn(changed, runtime)).toMatchObject([{ sort: 'word', found: 'NO_SUCH_WORD' }]);
  });

  it('cause no error with any content of their fields', () => {
    const change = fc.tuple(fc.constantFrom(...events), fc.integer({ min: 0 }), fc.anything());
    fc.assert(
      fc.property(change, ([event, place, value]) => {
        const fields: [object, string][] = [];
        const collect = (part: unknown): void => {
          if (typeof part !== 'object' || part === null) return;
          for (const name of Object.keys(part)) {
            fields.push([part, name]);
            collect(Reflect.get(part, name));
          }
        };
        const changed = structuredClone(event);
        collect(changed);
        const [part, name] = fields[place % fields.length] ?? [changed, 'data'];
        Reflect.set(part, name, value);
        driftIn(changed, runtime);
      }),
    );
  });
});

it.each(['AUTHORIZATION', 'CLEARING', 'REVERSAL', 'REVERSAL_AUTH', 'REFUND', 'ORIGINAL_CREDIT'])(
  'a card message can be %s',
  (type) => {
    const ofTypes = (name: string, data: object) => driftIn({ name, data }, runtimeOf('issuing'));
    const [transaction, event] = [
      'issuing.transaction.succeeded',
      'issuing.card_transaction_event.success',
    ];
    expect(ofTypes(transaction, { transaction_type: type })).toEqual([]);
    expect(ofTypes(event, { type })).toEqual([]);
    expect(ofTypes(transaction, { transaction_type: `${type}_TWICE` })).toHaveLength(1);
    expect(ofTypes(event, { type: `${type}_TWICE` })).toHaveLength(1);
  },
);

it('a payment method’s own object is known under the method’s type, and a new type is a word', () => {
  const ofMethod = (type: string) =>
    driftIn(
      {
        name: 'payment_attempt.paid',
        data: { object: { id: 'att_1', payment_method: { type, [type]: { any: 1 } } } },
      },
      runtimeOf('payments'),
    );
  for (const type of ['ideal', 'p24', 'wechatpay', 'sepa_direct_debit'])
    expect(ofMethod(type)).toEqual([]);
  expect(ofMethod('no_such_method')).toEqual([
    { path: 'data.object.payment_method.type', sort: 'word', found: 'NO_SUCH_METHOD' },
  ]);
});

it.each([
  ['connections', 'partner_connection.disconnected', 'reason', 'user_initiated'],
  ['issuing', 'issuing.cardholder.ready', 'type', 'INDIVIDUAL'],
  ['issuing', 'issuing.card.active', 'form_factor', 'VIRTUAL'],
  ['issuing', 'issuing.transaction_dispute.created', 'reason', 'OTHER'],
  ['issuing', 'issuing.transaction_lifecycle_event.created', 'subtype', 'PARTIAL_CLEARING'],
] as const)('the words of %s include those of %s in %s', (domain, name, field, known) => {
  const drifted = (word: string) => driftIn({ name, data: { [field]: word } }, runtimeOf(domain));
  expect(drifted(known)).toEqual([]);
  expect(drifted('NO_SUCH_WORD')).toEqual([
    { path: `data.${field}`, sort: 'word', found: 'NO_SUCH_WORD' },
  ]);
});

describe('plainPath', () => {
  it.each([
    ['data.stops.0.at', 'data.stops[].at'],
    ['data.stops.12', 'data.stops[]'],
    ['data.sender.a@b.c', 'data.sender.?.c'],
    ['', '?'],
  ])('makes of %s what may be logged', (path, plain) => {
    expect(plainPath(path)).toBe(plain);
  });
});
