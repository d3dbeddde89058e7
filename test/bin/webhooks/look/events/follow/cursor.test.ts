import {
  checkpointAfter,
  checkpointCursor,
} from '../../../../../../bin/webhooks/look/events/follow/cursor.ts';
import { checkpointAt } from '../../../../../../bin/webhooks/pipeline/follow/poll.ts';

const midnight = Date.UTC(2026, 2, 5);

describe('a cursor', () => {
  it('is refused if it is not a cursor or is of another pipeline', () => {
    const word = checkpointCursor(checkpointAt(midnight), 'stage dev in eu-west-1');
    expect(checkpointAfter(word, 'stage dev in eu-west-1')).toEqual(checkpointAt(midnight));
    expect(() => checkpointAfter(word, 'the local pipeline')).toThrow(
      /of stage dev in eu-west-1, not/,
    );
    expect(() => checkpointAfter('what', 'the local pipeline')).toThrow(/is not a cursor/);
    expect(() => checkpointAfter(word.slice(1), 'the local pipeline')).toThrow(/is not a cursor/);
  });
});
