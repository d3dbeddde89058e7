import fc from 'fast-check';
import {
  brief,
  identifier,
  key,
  keyOf,
  sha256,
} from '../../../../functions/shared/event/identifier.ts';

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 250, maxLength: 300 }),
  fc.string().map((text) => `sha256:${text}`),
);

it('is usable inside any key: short, printable ASCII, without our separator', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(identifier(text)).toMatch(/^[\x21-\x22\x24-\x7e]{1,256}$/);
    }),
  );
});

it('is another one for another text', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      fc.pre(a.isWellFormed() && b.isWellFormed());
      expect(identifier(a) === identifier(b)).toBe(a === b);
      expect(identifier(identifier(a)) === identifier(b)).toBe(identifier(a) === b);
    }),
  );
});

it.each([
  'evt_100_8XkQv2TnSg6cJmR4pWzYdA',
  '1f0c7a52-3b7e-3d6c-9a41-6a2f1f6f7b01',
  '1f0c7a52-3b7e-3d6c-9a41-6a2f1f6f7b01SCHEDULED',
  'YXBwaWRfeDphY2N0X3k=',
  '62723',
  'x'.repeat(256),
])('%s of Airwallex stays as it is', (id) => {
  expect(identifier(id)).toBe(id);
});

it.each(['', 'a b', 'a#b', 'é', 'a\n', 'x'.repeat(257), `sha256:${'0'.repeat(64)}`])(
  '%j is replaced by its digest',
  (text) => {
    expect(identifier(text)).toBe(`sha256:${sha256(text)}`);
  },
);

it('makes keys that cannot be mistaken for another kind’s', () => {
  expect(key('account', 'acct_a')).toBe('account#acct_a');
  expect(keyOf('account', 'acct_a')).toBe('account#acct_a');
  expect(keyOf('account', undefined)).toBeUndefined();
  fc.assert(
    fc.property(anyText, (text) => {
      expect(key('account', text).split('#')).toHaveLength(2);
    }),
  );
});

it('cuts a text to what metadata may hold', () => {
  expect(brief('account.active')).toBe('account.active');
  const long = fc.string({ unit: 'binary', minLength: 250, maxLength: 300 });
  fc.assert(
    fc.property(long, (text) => {
      expect(brief(text).length).toBe(Math.min(text.length, 256));
      expect(brief(text).isWellFormed()).toBe(true);
    }),
  );
});
