import fc from 'fast-check';
import { succeeded } from '../../../bin/local/triggers/batch.ts';

const batch = ['a', 'b', 'c'];
const answering = (value: unknown) => ({ ok: true, payload: JSON.stringify(value) }) as const;
const failing = (...ids: unknown[]) =>
  answering({ batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })) });

describe('the messages deleted from the queue after an invocation', () => {
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

  it('are all where the event source ignores the response', () => {
    expect(succeeded(batch, failing('b'), false)).toEqual(batch);
  });

  it('are those that are not reported as failed, for any choice of them', () => {
    fc.assert(
      fc.property(fc.subarray(batch), (failed) => {
        const deleted = succeeded(batch, failing(...failed), true);
        expect([...deleted, ...failed].toSorted()).toEqual(batch);
      }),
    );
  });
});
