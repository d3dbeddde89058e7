import fc from 'fast-check';
import * as v from 'valibot';
import { key } from '../../../../functions/shared/event/identifier.ts';
import { family, familyOf, missing } from '../../../../functions/shared/record/family.ts';
import type { DomainEvent } from '../../../../functions/shared/record/projection.ts';
import { amount, id, list, nested, oneOrMore } from '../../../../functions/shared/schema/fields.ts';

const event: DomainEvent = { id: 'evt_1', name: 'thing.made', key: 'evt_1' };

const things = family(
  v.object({ id, price: nested({ amount }), parts: list({ id }) }),
  (data, { accountId }) =>
    accountId === undefined
      ? missing('account_id', 'the account of the thing')
      : { object: key('thing', data.id), records: [] },
);

describe('a family', () => {
  it('projects data that its schema accepts', () => {
    expect(things({ ...event, accountId: 'acct_a', data: { id: 'a', more: 1 } })).toEqual({
      projection: { object: 'thing#a', records: [] },
    });
  });

  it('says what is missing in the envelope', () => {
    expect(things({ ...event, data: { id: 'a' } })).toEqual({
      issues: [{ path: 'account_id', expected: 'the account of the thing', received: 'undefined' }],
    });
  });

  it.each([
    [undefined, 'data.id', 'undefined'],
    [{ id: null }, 'data.id', 'null'],
    [{ id: '' }, 'data.id', 'an empty string'],
    [{ id: ['a'] }, 'data.id', 'array'],
    [{ id: 'a', price: { amount: 'ten' } }, 'data.price.amount', 'string'],
    [{ id: 'a', parts: [{ id: 'p' }, { id: {} }] }, 'data.parts.1.id', 'object'],
    ['a thing', 'data', 'string'],
  ])('reports where data %j is wrong and what was received there', (data, path, received) => {
    const { issues } = things({ ...event, accountId: 'acct_a', data });
    expect(issues).toEqual([{ path, expected: expect.any(String), received }]);
  });

  it('says of names that are data nothing', () => {
    const named = family(v.record(v.string(), v.object({ id })), () => ({
      object: '',
      records: [],
    }));
    const data = { 'jo@a.example': 1, 'Jo Doe': 1, card_41111111: 1, plain_name: 1 };
    expect(named({ ...event, data }).issues?.map(({ path }) => path)).toEqual([
      'data.?',
      'data.?',
      'data.?',
      'data.plain_name',
    ]);
  });

  it('says of one or many what they are', () => {
    const owned = family(v.object({ owner: oneOrMore(v.string(), 'one or several') }), () => ({
      object: 'thing#a',
      records: [],
    }));
    expect(owned({ ...event, data: { owner: 1 } }).issues).toEqual([
      { path: 'data.owner', expected: 'one or several', received: 'number' },
    ]);
  });

  it('has its schema and its known words beside the projection', () => {
    const schema = v.object({ status: v.string() });
    const projected = { object: 'thing#a', records: [] };
    const known = family(schema, () => projected, { status: ['MADE'] });
    expect({ ...known }).toEqual({ schema, words: { status: ['MADE'] } });
    expect({ ...family(schema, () => projected) }).toEqual({ schema, words: {} });
  });

  it('never reports a value', () => {
    const secret = '4111111111111111';
    const anywhere = fc.constantFrom(
      secret,
      { id: { secret } },
      { id: [secret] },
      { id: 'a', price: { amount: secret.replaceAll('1', 'x') + secret } },
      { id: 'a', price: secret, parts: secret },
      { id: 'a', parts: [secret] },
    );
    fc.assert(
      fc.property(anywhere, (data) => {
        const { issues } = things({ ...event, accountId: 'acct_a', data });
        expect(issues?.length).toBeGreaterThan(0);
        expect(JSON.stringify(issues)).not.toContain(secret);
      }),
    );
  });
});

describe('the family of a name', () => {
  const other = family(v.object({}), () => missing('', ''));
  const families = { account: things, 'account.connected': other, 'card.made': things };

  it.each([
    ['account', things],
    ['account.active', things],
    ['account.active.again', things],
    ['account.connected', other],
    ['account.connected.again', other],
    ['account.connectedness', things],
    ['card.made.again', things],
  ])('%s is that of its longest prefix', (name, expected) => {
    expect(familyOf({ families }, name)).toBe(expected);
  });

  it.each([
    '',
    '.',
    '.account',
    'accounts.active',
    'account_capability.enabled',
    'card',
    'card.unmade',
    'constructor',
    'constructor.name',
    '__proto__.toString',
    'hasOwnProperty',
  ])('%j has none', (name) => {
    expect(familyOf({ families }, name)).toBeUndefined();
  });

  it.each([256, 257, 1_000_000])('is found for a name of %d characters', (length) => {
    expect(familyOf({ families }, 'account.x'.padEnd(length, '.x'))).toBe(families.account);
  });

  it('is found for any name that begins with it, and for no other', () => {
    const part = fc.constantFrom('account', 'connected', 'card', 'made', '', 'toString');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const owned = parts[0] === 'account' || (parts[0] === 'card' && parts[1] === 'made');
        expect(familyOf({ families }, parts.join('.')) !== undefined).toBe(owned);
      }),
    );
  });
});
