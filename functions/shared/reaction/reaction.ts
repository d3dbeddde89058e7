import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { ObjectName } from '../change/change.ts';
import type { Remaining } from '../lambda/remaining.ts';
import { connect } from './connect.ts';
import type { AnyReactionDefinition, ReactionDefinition } from './definition.ts';

/** A reaction: the handler of its function, with what was written of it. */
export type Reaction = ((batch: SQSEvent, context?: Remaining) => Promise<SQSBatchResponse>) & {
  readonly definition: AnyReactionDefinition;
};

/**
 * What shall happen when records change. The environment is read and AWS is connected at the first
 * call: infrastructure loads this too.
 */
export function reaction<const Name extends ObjectName>(
  definition: ReactionDefinition<Name>,
): Reaction;
export function reaction(definition: AnyReactionDefinition): Reaction {
  let connected: ReturnType<typeof connect> | undefined;
  return Object.assign(
    (batch: SQSEvent, context?: Remaining) => {
      connected ??= connect(definition);
      return connected(batch, context);
    },
    { definition },
  );
}
