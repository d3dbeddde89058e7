import { parsedJson } from '../../support/tool/shapes.ts';

it('the tests refuse JSON that differs from its schema', () => {
  const label = { label: 'live', change: 'added', effectiveWithinSeconds: 30 };
  expect(parsedJson(['secrets', 'add', 'live'], JSON.stringify(label))).toEqual(label);
  expect(() =>
    parsedJson(['secrets', 'add', 'live'], JSON.stringify({ ...label, more: 1 })),
  ).toThrow(/differs from its schema: .*more/s);
  expect(() => parsedJson(['stats'], '{}')).toThrow(/differs from its schema/);
});
