import fc from 'fast-check';
import { createLines } from '../../../../bin/webhooks/terminal/lines.ts';

it('puts chunks together to the lines of their text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', '\n', '\r', '\u2028', '\u2029') });
  fc.assert(
    fc.property(fc.array(text), (chunks) => {
      const lines = createLines();
      const complete = chunks.flatMap((chunk) => lines.add(chunk));
      expect([...complete, lines.rest]).toEqual(chunks.join('').split('\n'));
    }),
  );
});

it('keeps a line with U+2028 and U+2029 in one', () => {
  const line = JSON.stringify({ event: 'a\u2028b\u2029c' });
  expect(createLines().add(`${line}\n`)).toEqual([line]);
});
