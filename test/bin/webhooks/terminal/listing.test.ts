import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { listing } from '../../../../bin/webhooks/terminal/listing.ts';
import { fitProse } from '../../../../bin/webhooks/terminal/wrapped.ts';

const columns = [{ title: 'time' }, { title: 'object', least: 8 }, { title: 'event', least: 8 }];
const lines = [
  ['10:00', 'payment_intent#int_hkdmy0nc3o69z440k5r', 'evt_hkdm6cvz37sipmnghvs_p574fv'],
  ['10:01', 'refund#rfd_1', 'evt_1'],
];

it('has every value whole and no header in a pipe', () => {
  expect(listing(columns, lines, undefined)).toEqual([
    '10:00  payment_intent#int_hkdmy0nc3o69z440k5r  evt_hkdm6cvz37sipmnghvs_p574fv',
    '10:01  refund#rfd_1                            evt_1',
  ]);
});

it('has a header and shortens the middle of long values on a narrow terminal', () => {
  expect(listing(columns, lines, 50).map(stripVTControlCharacters)).toEqual([
    'time   object                event',
    '10:00  payment_intent…40k5r  evt_hkdm6cvz37s…574fv',
    '10:01  refund#rfd_1          evt_1',
  ]);
});

it('fits into the terminal where the least widths do, and keeps the ends of values', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '#', '_'), maxLength: 60 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constant('10:00'), text, text), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 25, max: 150 }),
      (all, width) => {
        const [, ...printed] = listing(columns, all, width).map(stripVTControlCharacters);
        expect(Math.max(...printed.map((line) => line.length))).toBeLessThanOrEqual(width);
        for (const [index, line] of printed.entries()) {
          const last = all[index]?.[2] ?? '';
          expect(line.endsWith(last.slice(-5))).toBe(true);
        }
      },
    ),
  );
});

it('writes a value that could control the terminal as text', () => {
  expect(listing([{ title: 'name' }], [['a\u001b[2Jb']], undefined)).toEqual(['a\\u001b[2Jb']);
});

it('breaks sentences between words on a narrow terminal, but no table and no command', () => {
  const command = 'Next: npm run webhooks -- audit --since 2h';
  expect(fitProse(`one two three four\n${command}\n  a table\n`, 10)).toBe(
    `one two\nthree four\n${command}\n  a table\n`,
  );
  expect(fitProse('one two three four', undefined)).toBe('one two three four');
});
