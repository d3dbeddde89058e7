import fc from 'fast-check';
import * as v from 'valibot';
import { parseJson } from '../../../../functions/shared/event/json.ts';
import {
  amount,
  flag,
  id,
  link,
  links,
  list,
  nested,
  number,
  oneOrMore,
  status,
  text,
  texts,
  time,
} from '../../../../functions/shared/schema/fields.ts';
import { object } from '../../../../functions/shared/schema/object.ts';
import { run } from '../../../../functions/shared/schema/run.ts';

const optional = {
  link,
  text,
  amount,
  time,
  texts,
  links,
  nested: nested({ id: text }),
  list: list({ id: text }),
};

const maskedText = v.pipe(
  text,
  v.transform((value) => value?.slice(0, 1)),
);

const read = (field: v.GenericSchema, value: unknown) =>
  v.safeParse(v.object({ field }), { field: value });

describe.each(Object.entries(optional))('%s', (_, schema) => {
  it.each([undefined, null, '', [], {}].map((value) => ({ value })))(
    'takes $value for absent',
    ({ value }) => {
      expect(read(schema, value)).toMatchObject({ success: true, output: { field: undefined } });
    },
  );

  it('may be missing', () => {
    expect(v.safeParse(v.object({ field: schema }), {}).success).toBe(true);
  });
});

it.each([
  ['id', id, 'int_1', 'int_1'],
  ['id of digits', id, 62723, '62723'],
  ['link', link, 62723, '62723'],
  ['text', text, 'USD', 'USD'],
  ['text of digits', text, 909916088001, '909916088001'],
  ['flag', flag, false, false],
  ['amount', amount, 16.66, { decimal: '16.66' }],
  ['amount as text', amount, '50000.50', { decimal: '50000.5' }],
  ['amount of nothing', amount, 0, { decimal: '0' }],
  ['time', time, '2023-01-13T07:32:05+0000', '2023-01-13T07:32:05.000Z'],
  ['time in milliseconds', time, 1673595125000, '2023-01-13T07:32:05.000Z'],
  ['time that cannot be read', time, 'soon', undefined],
  ['texts', texts, ['US', 'AU'], ['US', 'AU']],
  ['texts of digits', texts, ['5734', 4829], ['5734', '4829']],
  ['links', links, ['a', 7], ['a', '7']],
  ['nested', nested({ id: text }), { id: 'a', secret: 'x' }, { id: 'a' }],
  ['one of several', oneOrMore(id, 'an id or a list'), 7, '7'],
  ['several', oneOrMore(id, 'an id or a list'), [7, 'a'], ['7', 'a']],
  ['list', list({ id: text }), [{ id: 'a', secret: 'x' }, {}], [{ id: 'a' }, {}]],
])('reads %s', (_, schema, value, output) => {
  expect(read(schema, value)).toMatchObject({ success: true, output: { field: output } });
  expect(JSON.stringify(read(schema, value).output)).not.toContain('secret');
});

it.each([
  [null, 'an id', id],
  ['', 'an id', id],
  [{}, 'an id', id],
  [{ id: 'a' }, 'a link', link],
  ['ten', 'an amount', amount],
  [{ value: 1 }, 'an amount', amount],
  [true, 'a status', status],
  [true, 'a time', time],
  ['a', 'a nested object with an id', nested({ id: link })],
  [{ id: 'a' }, 'a list with ids', list({ id: link })],
  ['a', 'links', links],
  [[{}], 'one of several', oneOrMore(id, 'an id or a list')],
])('does not take %j for %s', (value, _, schema) => {
  expect(read(schema, value).success).toBe(false);
});

it.each([
  [true, 'a text', text],
  [{ value: 'a' }, 'a text', text],
  [['a'], 'a text', text],
  ['yes', 'a flag', flag],
  ['1,000', 'a number', number],
  [['US', true], 'texts', texts],
  [Array(100_001).fill('US'), 'texts', texts],
  ['a', 'a nested object without anything essential', nested({ name: text, by: maskedText })],
  [{ name: 'a' }, 'a list of such objects', list({ name: text })],
  [['a'], 'a list of such objects', list({ name: text })],
])('drops %j where %s is expected, and reports that', (value, _, schema: v.GenericSchema) => {
  const onDropped = jest.fn();
  expect(run(schema, { value }, { onDropped })).toMatchObject({ value: undefined });
  expect(onDropped).toHaveBeenCalledTimes(1);
});

it.each([
  ['an id', id],
  ['an id', link],
  ['a decimal of at most 38 digits', amount],
  ['a time', time],
])('says that it expected %s', (expected, schema) => {
  expect(read(schema, { any: 1 }).issues).toMatchObject([{ expected }]);
});

it.each([
  ['an id', id],
  ['an object', object({ id })],
])('says of neither %s nor several what was expected', (_, one) => {
  for (const neither of [true, {}, [{}]])
    expect(read(oneOrMore(one, 'one or a list'), neither).issues).toMatchObject([
      { type: 'union', message: 'one or a list' },
    ]);
});

it.each([
  ['links', links],
  ['a list', list({ id })],
])('says of %s only what is wrong first', (_, schema) => {
  expect(read(schema, [{}, true, {}]).issues).toHaveLength(1);
});

it.each([
  ['links', links],
  ['a list', list({ id })],
])('does not take a million for %s', (_, schema) => {
  for (const one of [1, '1', { id: '1' }])
    expect(read(schema, Array(1_000_000).fill(one)).issues).toMatchObject([
      { expected: 'a list of at most 100000' },
    ]);
});

it('keeps every digit of a number where a text is meant', () => {
  const digits = fc.stringMatching(/^[1-9]\d{0,37}$/);
  fc.assert(
    fc.property(digits, (number) => {
      const parsed = parseJson(`{"field":${number},"fields":[${number}]}`);
      const schema = v.object({ field: text, fields: texts });
      expect(v.parse(schema, parsed)).toEqual({ field: number, fields: [number] });
    }),
  );
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const schema of [id, flag, ...Object.values(optional)]) read(schema, value);
    }),
  );
});
