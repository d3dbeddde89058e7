import { messagesIn } from '../../../pipeline/queues/queues.ts';
import { counted } from '../../../terminal/table.ts';
import { type Check, ok, problem } from '../check.ts';

/** Every change could be published; nothing is reported where none are. */
export const changes: Check = {
  name: 'changes',
  after: ['pipeline'],
  run: async ({ target: connected, logsOf }) => {
    const target = await connected();
    const { changes: published } = target.outputs;
    if (published === undefined) return [];
    const { visible, inFlight } = await messagesIn(target, published.unpublishedQueue);
    const unpublished = visible + inFlight;
    if (unpublished > 0)
      return [
        problem(
          `${counted(unpublished, 'message')} about changes that could not be published ${unpublished === 1 ? 'waits' : 'wait'}: subscribers do not know of them. Once the cause is fixed, "changes replay" sends what a reaction has missed; the runbook has more.`,
          logsOf('publisher'),
        ),
      ];
    const reactions = Object.keys(published.queues);
    return [
      ok(
        `Changes of records are published${reactions.length === 0 ? '; no reaction handles them' : ` to ${counted(reactions.length, 'reaction')}`}.`,
      ),
    ];
  },
};
