import {
  decimal,
  momentFrom,
  named,
  rangeFrom,
  timeFrom,
  wholeNumber,
} from '../../../../bin/webhooks/terminal/options.ts';

const now = Date.UTC(2026, 2, 2);

it.each(['0', '1001', '1.5', '1e2', '-1', '', 'ten', '0x10'])(
  'a whole number out of its bounds is refused: %j',
  (text) => {
    const limit = wholeNumber('--limit', { from: 1, to: 1_000 });
    expect(() => limit(text)).toThrow('--limit takes a whole number from 1 to 1,000.');
  },
);

it('a whole number within its bounds is read', () => {
  expect(wholeNumber('--limit')('0')).toBe(0);
  expect(wholeNumber('--limit', { from: 1, to: 10 })('10')).toBe(10);
});

it('a decimal number is read within its bounds, and refused beyond them', () => {
  const share = decimal('--duplicate', { from: 0, to: 1 }, 0.3);
  expect(['0', '.5', '0.25', '1.0'].map(share)).toEqual([0, 0.5, 0.25, 1]);
  for (const text of ['1.1', '-0.1', 'NaN', '', '1e-3'])
    expect(() => share(text)).toThrow('--duplicate takes a number from 0 to 1, such as 0.3.');
});

it('a time is read with every digit, and an age as a time before now', () => {
  expect(timeFrom('--at', '2026-03-01T10:00:00Z', now)).toBe('2026-03-01T10:00:00.000Z');
  expect(timeFrom('--at', '24h', now)).toBe('2026-03-01T00:00:00.000Z');
  expect(momentFrom('--age', '90m', now)).toBe(now - 90 * 60_000);
  expect(momentFrom('--age', '2w', now)).toBe(now - 14 * 86_400_000);
  expect(rangeFrom({ since: '1d' }, now)).toEqual({ since: now - 86_400_000 });
});

it('a range that ends before it begins is refused', () => {
  expect(() => rangeFrom({ since: '2026-01-01', until: '2025-12-31' }, now)).toThrow(
    '--since "2026-01-01" is later than --until "2025-12-31".',
  );
  expect(rangeFrom({ since: '1d', until: '1d' }, now)).toEqual({
    since: now - 86_400_000,
    until: now - 86_400_000,
  });
});

it('the same sentence refuses what is neither a time nor an age', () => {
  for (const read of [timeFrom, momentFrom])
    expect(() => read('--at', 'soon', now)).toThrow(
      '--at "soon" is not a time. Examples: 2026-03-01T10:00:00Z, or 24h for 24 hours ago (s, m, h, d or w).',
    );
});

it('an unknown name is refused with the known ones', () => {
  const among = [{ name: 'a' }, { name: 'b' }];
  expect(named('domain', 'b', among)).toBe(among[1]);
  expect(() => named('domain', 'c', among)).toThrow('There is no domain "c". Choose one of a, b.');
});
