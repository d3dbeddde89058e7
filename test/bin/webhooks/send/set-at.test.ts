import * as fc from 'fast-check';
import { setAt } from '../../../../bin/webhooks/send/set-at.ts';

const set = (json: string, path: string, value: string) => setAt(json, path.split('.'), value);

/** A path to each value of a JSON value. */
const pathsOf = (value: unknown): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [
        [name],
        ...pathsOf(inner).map((path) => [name, ...path]),
      ])
    : [];

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce((inner: unknown, name) => Object(inner)[name], value);

describe('setting a value in JSON', () => {
  it('keeps every other byte', () => {
    const json = '{ "a": [1.50, {"b" : "\\"}{"}],\n "c":1e2 }';
    expect(set(json, 'a.1.b', '2.0')).toEqual({ json: json.replace('"\\"}{"', '2.0') });
    expect(set(json, 'c', '{}')).toEqual({ json: json.replace('1e2', '{}') });
    expect(set(json, 'a', 'null')).toEqual({ json: '{ "a": null,\n "c":1e2 }' });
  });

  it('adds a member that an object does not have', () => {
    expect(set('{}', 'a', '1')).toEqual({ json: '{"a":1}' });
    expect(set('{"a":{"b":1}}', 'a.c', '"x"')).toEqual({ json: '{"a":{"c":"x","b":1}}' });
  });

  it('sets the last of two members of the same name', () => {
    expect(set('{"a":1,"a":2}', 'a', '3')).toEqual({ json: '{"a":1,"a":3}' });
  });

  it('reports the first part of a path that does not exist', () => {
    const json = '{"a":{"b":1,"c":2},"d":[1,2],"e":{}}';
    expect(set(json, 'x.y', '1')).toEqual({ missing: 'x', instead: 'a, d, e' });
    expect(set(json, 'a.x.y', '1')).toEqual({ missing: 'a.x', instead: 'b, c' });
    expect(set(json, 'e.x.y', '1')).toEqual({ missing: 'e.x', instead: 'an empty object' });
    expect(set(json, 'd.2', '1')).toEqual({ missing: 'd.2', instead: 'a list of 2' });
    expect(set(json, 'a.b.x', '1')).toMatchObject({ missing: 'a.b.x' });
    expect(set('5', 'a', '1')).toMatchObject({ missing: 'a' });
  });

  it('sets a value at any path, and no other', () => {
    const cases = fc
      .record({ json: fc.object({ maxDepth: 3 }).map((value) => JSON.stringify(value)) })
      .filter(({ json }) => pathsOf(JSON.parse(json)).length > 0)
      .chain(({ json }) =>
        fc.record({
          json: fc.constantFrom(json, JSON.stringify(JSON.parse(json), undefined, 2)),
          path: fc.constantFrom(...pathsOf(JSON.parse(json))),
          value: fc.json(),
        }),
      );
    fc.assert(
      fc.property(cases, ({ json, path, value }) => {
        // Assignment cannot create an own property of that name.
        fc.pre(!path.includes('__proto__'));
        const result = setAt(json, path, value);
        const changed = JSON.parse('json' in result ? result.json : 'null');
        expect(at(changed, path)).toEqual(JSON.parse(value));
        const others = pathsOf(JSON.parse(json)).filter(
          (other) => !path.every((part, depth) => other[depth] === part),
        );
        for (const other of others.filter((one) => !one.every((part, d) => path[d] === part)))
          expect(at(changed, other)).toEqual(at(JSON.parse(json), other));
      }),
    );
  });
});
