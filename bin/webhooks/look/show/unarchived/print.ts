import { commandLine, type PipelineOptions } from '../../../terminal/command-line.ts';
import { shown } from '../../../terminal/printable.ts';
import { counted } from '../../../terminal/table.ts';
import type { Unarchived } from './where-is.ts';

/** What is known, and the command to type next. */
const answer = (found: Unarchived, pipeline: PipelineOptions): readonly [string, string] => {
  const since = found.logSince === null ? '' : ` since ${found.logSince}, when its log begins`;
  switch (found.state) {
    case 'dead letter': {
      const { domain, messageId, queuedAt, receives, failedWith, finding } = found;
      const error = failedWith === null ? '' : `, last failed with ${failedWith}`;
      return [
        `It is on the dead-letter queue of ${domain} as message ${messageId}: queued at ${queuedAt}, received ${counted(receives, 'time')}${error}. It is ${finding}.`,
        commandLine('redrive', { operands: [domain], options: ['--message', messageId], pipeline }),
      ];
    }
    case 'waiting': {
      const { domain, acceptedAt, requestId, messages } = found;
      return [
        `It was accepted at ${acceptedAt} with request ${requestId} and waits: the queue of ${domain} holds ${counted(messages, 'message')}.`,
        commandLine('doctor', { pipeline }),
      ];
    }
    case 'lost': {
      const { domain, acceptedAt, requestId } = found;
      return [
        `It was accepted at ${acceptedAt} with request ${requestId}, and the queues of ${domain} hold no message: it should be archived.`,
        commandLine('audit', { pipeline }),
      ];
    }
    case 'refused': {
      const causes = Object.entries(found.refusals).map(([cause, count]) => `${cause} ${count}`);
      return [
        `The ingress has not accepted it${since}. It may be among the requests that it refused (${causes.join(', ')}), of which it does not read the ids.`,
        commandLine('doctor', { pipeline }),
      ];
    }
    case 'never received':
      return [
        `The ingress has not received it${since}, and has refused no signed request. In Airwallex look up whether the webhook has this URL and this event, and what its delivery attempts report.`,
        commandLine('doctor', { pipeline }),
      ];
  }
};

/** Whether an id looks like one of an event. */
const isEventId = (id: string): boolean => /^evt_/.test(id);

/** Where an event is that is not archived, for a person. */
export const printUnarchived = (found: Unarchived, pipeline: PipelineOptions): string => {
  const [what, next] = answer(found, pipeline);
  const search = commandLine('events', {
    options: ['--text', found.id, '--since', '7d'],
    pipeline,
  });
  return [
    shown(`The archive holds no event ${found.id}. ${what}`),
    `Next: ${next}`,
    ...(isEventId(found.id)
      ? []
      : [`If it is a text in events, such as an order number: ${search}`]),
  ].join('\n');
};
