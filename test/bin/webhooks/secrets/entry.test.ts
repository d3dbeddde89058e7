import fc from 'fast-check';
import { checkedLabel, examined } from '../../../../bin/webhooks/secrets/entry.ts';

const word = fc.stringMatching(/^whsec_[A-Za-z0-9+/=]{1,40}$/);

describe('a secret that is given', () => {
  it('is taken as it is', () => {
    fc.assert(
      fc.property(word, (secret) => {
        expect(examined(secret)).toEqual({ secret, remarks: [] });
      }),
    );
  });

  it('loses the white space around it, and that is said', () => {
    const space = fc.stringMatching(/^[ \t\r\n]{1,4}$/);
    fc.assert(
      fc.property(word, space, (secret, around) => {
        const remarks = [`Removed ${around.length} of white space around it.`];
        expect(examined(secret + around)).toEqual({ secret, remarks });
        expect(examined(around + secret)).toEqual({ secret, remarks });
      }),
    );
  });

  it('is warned of without the prefix, and taken', () => {
    expect(examined('SENTINEL')).toMatchObject({
      secret: 'SENTINEL',
      remarks: [expect.stringContaining('"whsec_"')],
    });
  });

  it.each([
    ['nothing', ' \n'],
    ['two lines', 'whsec_SENTINEL\nwhsec_SENTINEL'],
    ['a sentence', 'it is whsec_SENTINEL'],
    ['quotation marks', '"whsec_SENTINEL"'],
    ['JSON', '{"live":"whsec_SENTINEL"}'],
    ['a typographic dash', 'whsec_SENTINEL\u2013'],
  ])('is refused where it is %s, without a word of it', (_, given) => {
    let message = '';
    try {
      examined(given);
    } catch (error) {
      message = String(error);
    }
    expect(message).toMatch(/^Failure: /);
    expect(message).not.toContain('SENTINEL');
  });
});

it('a label is what the archive can name a secret by', () => {
  expect(checkedLabel('2026-03')).toBe('2026-03');
  for (const label of ['', 'with space', 'a#b', 'ü', '__proto__', 'x'.repeat(300)])
    expect(() => checkedLabel(label)).toThrow(/can be no label/);
});
