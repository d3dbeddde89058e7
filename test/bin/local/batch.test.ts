import fc from 'fast-check';
import { succeeded } from '../../../bin/local/triggers/batch.ts';

const batch = ['a', 'b', 'c'];
const answering = (value: unknown) => ({ ok: true, payload: JSON.stringify(value) }) as const;
const failing = (...ids: unknown[]) =>
  answering({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('the messages that leave the queue after an invocation', () => {
  it.each([
    ['none, when the function failed', { ok: false, error: 'x' } as const, []],
    ['all, for an empty list', failing(), batch],
    ['all, for no list', answering({}), batch],
    ['all, for a null list', answering({ batchItemFailures: null }), batch],
    ['all, for a null answer', answering(null), batch],
    ['all but those named', failing('b'), ['a', 'c']],
    ['none, when an unknown message is named', failing('b', 'z'), []],
    ['none, when a name is empty', failing(''), []],
    ['none, when a name is null', failing(null), []],
    ['none, when the key is wrong', answering({ batchItemFailures: [{ id: 'a' }] }), []],
    ['none, when the answer is no object', answering('done'), []],
  ])('%s', (_, outcome, expected) => {
    expect(succeeded(batch, outcome, true)).toEqual(expected);
  });

  it('are all, when the event source does not look at the answer', () => {
    expect(succeeded(batch, failing('b'), false)).toEqual(batch);
  });

  it('are those that were not named, for any choice of them', () => {
    fc.assert(
      fc.property(fc.subarray(batch), (failed) => {
        const left = succeeded(batch, failing(...failed), true);
        expect([...left, ...failed].toSorted()).toEqual(batch);
      }),
    );
  });
});
