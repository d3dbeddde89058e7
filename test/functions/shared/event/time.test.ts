import fc from 'fast-check';
import { isoTime, normaliseTime } from '../../../../functions/shared/event/time.ts';

const instant = fc.date({
  min: new Date('0001-01-02T00:00:00Z'),
  max: new Date('9999-12-30T23:59:59.999Z'),
  noInvalidDate: true,
});

const pad = (value: number): string => String(value).padStart(2, '0');

it('brings every written form of an instant to the same text', () => {
  fc.assert(
    fc.property(instant, fc.integer({ min: -14 * 60, max: 14 * 60 }), (date, offset) => {
      const utc = date.toISOString();
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const size = Math.abs(offset);
      const sign = offset < 0 ? '-' : '+';
      const [hours, minutes] = [pad(Math.floor(size / 60)), pad(size % 60)];
      const forms = [
        utc,
        utc.replace('Z', '+0000'),
        utc.replace('Z', '+00:00'),
        utc.replace('T', ' '),
        utc.slice(0, -1),
        utc.replace('Z', '659Z'),
        `${local}${sign}${hours}${minutes}`,
        `${local}${sign}${hours}:${minutes}`,
        date.getTime(),
      ];
      expect(new Set(forms.map(normaliseTime))).toEqual(new Set([utc]));
    }),
  );
});

it('writes an instant as the engine does, fractions of a millisecond cut off', () => {
  fc.assert(
    fc.property(instant, fc.nat(999), (date, fraction) => {
      expect(isoTime(date.getTime())).toBe(date.toISOString());
      const cut = date.getTime() + fraction / 1_000;
      expect(isoTime(cut)).toBe(new Date(cut).toISOString());
    }),
  );
});

it.each([
  ['0000-01-01T00:00:00.000Z', -1],
  ['9999-12-31T23:59:59.999Z', 1],
])('writes %s and nothing beyond it', (text, beyond) => {
  expect(isoTime(Date.parse(text))).toBe(text);
  expect(isoTime(Date.parse(text) + beyond)).toBeUndefined();
});

it('gives texts that sort as the instants do', () => {
  fc.assert(
    fc.property(instant, instant, (a, b) => {
      const [first = '', second = ''] = [isoTime(a.getTime()), isoTime(b.getTime())];
      expect(first < second).toBe(a.getTime() < b.getTime());
    }),
  );
});

it.each([
  ['2023-01-13T07:32:05+0000', '2023-01-13T07:32:05.000Z'],
  ['2023-01-13T07:32:05.659+0000', '2023-01-13T07:32:05.659Z'],
  ['2023-01-13T07:32:05.659123Z', '2023-01-13T07:32:05.659Z'],
  ['2023-01-13T07:32:05.6Z', '2023-01-13T07:32:05.600Z'],
  ['2023-01-13T07:32:05+1100', '2023-01-12T20:32:05.000Z'],
  ['2023-01-13T07:32:05-05', '2023-01-13T12:32:05.000Z'],
  ['2023-01-13T07:32Z', '2023-01-13T07:32:00.000Z'],
  ['2024-02-29', '2024-02-29T00:00:00.000Z'],
  [' 2023-01-13T07:32:05+0000 ', '2023-01-13T07:32:05.000Z'],
  ['1357872222592', '2013-01-11T02:43:42.592Z'],
  [1357872222592, '2013-01-11T02:43:42.592Z'],
])('%j is %s', (value, expected) => {
  expect(normaliseTime(value)).toBe(expected);
});

it.each([
  '',
  'string',
  'yesterday',
  '2023-02-29',
  '2023-13-01',
  '2023-00-10',
  '2023-01-13T24:00:00Z',
  '2023-01-13T07:60:00Z',
  '2023-01-13T07:32:60Z',
  ...['00-10', '13-01', '01-00', '01-1x', '01-2x', '02-29', '02-30', '13-29', '04-31', '11-31'].map(
    (day) => `2023-${day}T07:32:05Z`,
  ),
  ...['0x:32:05', '07:3x:05', '07:32:65', '07:32:0x'].map((clock) => `2023-01-13T${clock}Z`),
  '2023-01-00',
  'on 2023-01-13',
  '2023-01-13, early',
  '13578722225920',
  'x1357872222592',
  '13/01/2023',
  '0000-01-01T00:00:00+1400',
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e17,
  null,
  undefined,
  true,
  {},
])('%j is not a time', (value) => {
  expect(normaliseTime(value)).toBeUndefined();
});

it('never throws, and answers with a time of one width or with none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.string(), fc.double()), (value) => {
      expect(normaliseTime(value) ?? '0000-00-00T00:00:00.000Z').toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
      );
    }),
  );
});
