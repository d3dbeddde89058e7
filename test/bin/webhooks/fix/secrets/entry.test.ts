import fc from 'fast-check';
import { checkedLabel, examined } from '../../../../../bin/webhooks/fix/secrets/entry.ts';
import { isPlaceholder } from '../../../../../bin/webhooks/pipeline/secrets.ts';

const word = fc.stringMatching(/^whsec_[A-Za-z0-9+/=]{12,40}$/).filter((it) => !isPlaceholder(it));
const careful = { force: false, harm: 'It would do harm.' };

describe('a given secret', () => {
  it('is accepted unchanged, without the white space around it', () => {
    const space = fc.stringMatching(/^[ \t\r\n]{0,4}$/);
    fc.assert(
      fc.property(word, space, space, (secret, before, after) => {
        expect(examined(before + secret + after, careful)).toBe(secret);
      }),
    );
  });

  it('is accepted in any form when forced, but never empty', () => {
    const forced = { ...careful, force: true };
    expect(examined('foo\n', forced)).toBe('foo');
    expect(() => examined(' \n', forced)).toThrow('No secret was given.');
  });

  it.each([
    ['nothing', ' \n'],
    ['a word of something else', 'SENTINEL'],
    ['a placeholder', 'whsec_<SENTINEL>'],
    ['two lines', 'whsec_SENTINELSENTINEL\nwhsec_SENTINELSENTINEL'],
    ['a sentence', 'it is whsec_SENTINELSENTINEL'],
    ['in quotation marks', '"whsec_SENTINELSENTINEL"'],
    ['JSON', '{"live":"whsec_SENTINELSENTINEL"}'],
    ['ended by a typographic dash', 'whsec_SENTINELSENTINEL\u2013'],
  ])('is refused where it is %s, without any part of it', (_, given) => {
    let message = '';
    try {
      examined(given, careful);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^Failure: No/);
    expect(message).not.toContain('SENTINEL');
  });

  it('is refused with each flaw, the consequence and the next step', () => {
    expect(() => examined('foo\n', careful)).toThrow(
      'Nothing was changed: the given text is not a signing secret of Airwallex, because it has no prefix whsec_, which is part of the key as Airwallex shows it; it is too short: a part was lost in copying, or it is a key for something else. It would do harm. Copy the secret again, completely and without anything else, from the page of the webhook in Airwallex. --force stores it anyway.',
    );
  });
});

it('a label is accepted only if the archive can store it', () => {
  expect(checkedLabel('2026-03')).toBe('2026-03');
  for (const label of ['', 'with space', 'a#b', 'ü', '__proto__', 'x'.repeat(300)])
    expect(() => checkedLabel(label)).toThrow(/is not a valid label/);
});
