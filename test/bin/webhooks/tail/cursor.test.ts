import { cursorOf, placeAfter } from '../../../../bin/webhooks/tail/cursor.ts';
import { placeAt } from '../../../../bin/webhooks/tail/pass.ts';

const midnight = Date.UTC(2026, 2, 5);

describe('a cursor', () => {
  it('is refused where it is none, or of another pipeline', () => {
    const word = cursorOf(placeAt(midnight), 'stage dev in eu-west-1');
    expect(placeAfter(word, 'stage dev in eu-west-1')).toEqual(placeAt(midnight));
    expect(() => placeAfter(word, 'the local pipeline')).toThrow(/of stage dev in eu-west-1, not/);
    expect(() => placeAfter('what', 'the local pipeline')).toThrow(/is no cursor/);
    expect(() => placeAfter(word.slice(1), 'the local pipeline')).toThrow(/is no cursor/);
  });
});
