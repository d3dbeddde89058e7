import type { Message } from '@aws-sdk/client-sqs';
import { loadRuntime } from '../../../../functions/runtimes.ts';
import type { Domain } from '../../../../functions/shared/domain.ts';
import { readChange } from '../../../../functions/shared/reaction/read-change.ts';
import { heldRules } from '../../pipeline/control/void-rules.ts';
import { type Cause, causeOf } from '../../pipeline/queues/dead-letters.ts';
import type { Target } from '../../pipeline/target.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';

/** Dead letters, where they are and where they belong. */
export interface Source {
  /** That of a domain, or `reaction-<name>`: the name of the function that failed on them. */
  readonly name: string;
  /** URLs. */
  readonly from: string;
  readonly to: string;
  /** Whether the queue keeps an order: that of the changes of a record. */
  readonly isOrdered: boolean;
  /** Why a message is a dead letter, as far as it shows. */
  readonly causeOf: (message: Message) => Cause;
}

/** The dead letters of a domain. */
export const sourceOfDomain = async (target: Target, domain: Domain): Promise<Source> => {
  const { name } = domain;
  const runtime = await loadRuntime(domain);
  const rules = await heldRules(target);
  return {
    name,
    from: target.outputs.deadLetterQueues[name] ?? '',
    to: target.outputs.queues[name] ?? '',
    isOrdered: false,
    causeOf: (message) => causeOf(message, runtime, rules),
  };
};

const unreadable: Cause = {
  ...{ eventId: undefined, name: undefined, object: undefined, account: undefined },
  finding: 'unreadable: it is no change, or of another form',
  ...{ hopeless: true, unreadable: true },
};

/** What the change in a message is about; nothing that its record states. */
const causeOfChange = ({ Body = '' }: Message): Cause => {
  try {
    const { eventId, object, key, account } = readChange(Body);
    return {
      ...{ eventId: eventId ?? undefined, name: object, object: key.pk },
      account: account ?? undefined,
      finding: 'readable; it is handled unless a later change of the record was',
      ...{ hopeless: false, unreadable: false },
    };
  } catch {
    return unreadable;
  }
};

/** The dead letters of a reaction. @param name `reaction-<name>`. @throws Failure where there is none. */
export const sourceOfReaction = ({ outputs, name: pipeline }: Target, name: string): Source => {
  const from = outputs.changes?.deadLetterQueues[name];
  const to = outputs.changes?.queues[name];
  if (from !== undefined && to !== undefined)
    return { name, from, to, isOrdered: true, causeOf: causeOfChange };
  const all = Object.keys(outputs.changes?.deadLetterQueues ?? {});
  throw new Failure(
    `There is no ${name} in ${pipeline}. ${all.length === 0 ? 'It has no reactions.' : `Its reactions: ${all.join(', ')}.`}`,
    exitCodes.notFound,
  );
};
