import fc from 'fast-check';
import * as v from 'valibot';
import {
  amount,
  flag,
  id,
  link,
  nested,
  text,
} from '../../../../functions/shared/schema/fields.ts';
import { groups, object, unread } from '../../../../functions/shared/schema/object.ts';

const fields = { id, name: text, price: amount, loud: flag, maker: nested({ id, name: text }) };

/** Bodies that are nearly right: listed and other fields, of right and of wrong types. */
const value = fc.oneof(
  fc.constantFrom('a', 7, '12.50', '', null, true, [], {}, ['a']),
  fc.record(
    { id: fc.constantFrom('m', 1, ''), name: fc.constantFrom('b', 2) },
    { requiredKeys: [] },
  ),
);
const listed = fc.constantFrom(...Object.keys(fields));
const name = fc.oneof(listed, fc.constantFrom('secret', 'note', 'constructor', '__proto__'));
const body = fc.array(fc.tuple(name, value)).map((members): unknown => {
  const json = members.map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`);
  return JSON.parse(`{${json}}`);
});

const issuesOf = (issues: readonly v.BaseIssue<unknown>[] | undefined) =>
  issues?.map((issue) => [v.getDotPath(issue), issue.expected, issue.input]);

it('reads what Valibot’s own object reads, and finds the same wrong', () => {
  fc.assert(
    fc.property(fc.oneof(body, fc.jsonValue()), (data) => {
      fc.pre(!Array.isArray(data));
      const own = v.safeParse(object({ ...fields, ...unread('note') }), data);
      const theirs = v.safeParse(v.object(fields), data);
      expect(own.success).toBe(theirs.success);
      expect(issuesOf(own.issues)).toEqual(issuesOf(theirs.issues));
      if (own.success) expect(own.output).toEqual(theirs.output);
    }),
  );
});

it('keeps nothing that no field lists', () => {
  fc.assert(
    fc.property(body, (data) => {
      const { success, output } = v.safeParse(object(fields), data);
      if (success) expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(output)));
    }),
  );
});

it('reads an object of no more than it must have', () => {
  expect(v.parse(object(fields), { id: 'a' })).toEqual({ id: 'a' });
});

it('knows what it leaves unread', () => {
  expect(Object.keys(object({ id, ...unread('note') }).entries)).toEqual(['id', 'note']);
});

it.each([[['a']], [[{ id: 'a' }]], [[[]]], ['a'], [7], [true], [null]])(
  'takes no list, and nothing else, for an object: %j',
  (other) => {
    for (const schema of [object({ name: text }), object(fields), groups({ all: fields })])
      expect(issuesOf(v.safeParse(schema, other).issues)).toEqual([[null, 'Object', other]]);
  },
);

it('takes [] for an empty object', () => {
  expect(v.safeParse(object({ name: text }), [])).toMatchObject({ success: true, output: {} });
  expect(issuesOf(v.safeParse(object({ id }), []).issues)).toEqual([['id', '"id"', undefined]]);
});

describe('groups', () => {
  const thing = groups({ ids: { id, link }, details: { name: text, price: amount }, none: {} });

  it('hold an object’s fields apart', () => {
    const data = { price: 7, name: 'b', id: 'a', secret: 'x' };
    expect(v.parse(thing, data)).toEqual({
      ids: { id: 'a' },
      details: { name: 'b', price: { decimal: '7' } },
      none: {},
    });
  });

  it('report what is wrong as one object does, in the order of its fields', () => {
    const data = { price: 'ten', name: true, link: [7] };
    expect(issuesOf(v.safeParse(thing, data).issues)).toEqual([
      ['id', '"id"', undefined],
      ['link', 'an id', [7]],
      ['price', 'a decimal of at most 38 digits', 'ten'],
    ]);
    expect(issuesOf(v.safeParse(thing, 'a thing').issues)).toEqual([[null, 'Object', 'a thing']]);
  });
});
