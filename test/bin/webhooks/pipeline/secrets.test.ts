import fc from 'fast-check';
import { flawsOf, isPlaceholder } from '../../../../bin/webhooks/pipeline/secrets.ts';

const shown = fc
  .stringMatching(/^whsec_[A-Za-z0-9+/=_-]{12,60}$/)
  .filter((it) => !isPlaceholder(it));

it('finds no flaw in a secret as Airwallex shows it', () => {
  fc.assert(
    fc.property(shown, (secret) => {
      expect(flawsOf(secret)).toEqual([]);
    }),
  );
});

it.each([
  ['foo', ['has no prefix whsec_, which is part of the key', 'is too short']],
  ['whsec_', ['is still the placeholder']],
  ['whsec_xxxxxxxxxxxxxxxx', ['is still the placeholder']],
  ['whsec_your_webhook_secret', ['is still the placeholder']],
  ['<secret>', ['is still the placeholder']],
  ['whsec_0123456789…', ['is still the placeholder']],
  ['whsec_012', ['is too short']],
  [' whsec_0123456789ab', ['has white space around it, which is part of the key']],
  ['whsec_012345 6789ab', ['has white space in it']],
  ['whsec_0123456789ab\nwhsec_0123456789ab', ['has white space in it']],
  ['"whsec_0123456789ab"', ['has quotes around it, which are part of the key']],
  ['whsec_0123456789ab\u2013', ['has characters beyond ASCII']],
  ['whsec_0123456789ab\u0000', ['has characters beyond ASCII']],
  ['{"live":"whsec_0123456789ab"}', ['has no prefix whsec_, which is part of the key']],
])('finds in %j each flaw', (secret, flaws) => {
  const found = flawsOf(secret);
  expect(found).toHaveLength(flaws.length);
  for (const [index, flaw] of flaws.entries()) expect(found[index]).toContain(flaw);
});

it('describes flaws without any part of the secret', () => {
  const sentinel = fc.stringMatching(/^[A-Z]{8,20}$/);
  const around = fc.constantFrom('', ' ', '"', '\n', '\u2013');
  fc.assert(
    fc.property(sentinel, around, (secret, more) => {
      expect(flawsOf(more + secret + more).join()).not.toContain(secret);
    }),
  );
});
