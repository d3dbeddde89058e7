import { chance } from '../../../bin/webhooks/send/scenario/generator.ts';
import type { Ways } from './proxy.ts';

/** How a standard queue may deliver, and says so: twice, late, in any order. */
export type Disorder = 'twice' | 'late' | 'out of order';

/** The ways of a queue in a hurry that delivers as standard queues may. */
export interface Deliveries extends Ways {
  /** From now on; undefined delivers each message once and in order. */
  disturb(disorder: Disorder | undefined, seed: string): void;
  /** Seconds until a message comes back whose consumer has died; at AWS it is minutes. */
  comeBackAfter(seconds: number): void;
  /** Messages that were delivered otherwise than in order and once. */
  readonly disturbed: number;
}

interface Held {
  readonly message: unknown;
  readonly due: number;
}

/** The longest a poll waits here, in seconds: what is held back must not wait for a new message. */
const POLL = 1;

/** Seconds until a message returns here that a consumer postpones for 30 s, 5 min, 1 h or 6 h. */
const POSTPONED = 1;

const LATE_MILLISECONDS = 2_000;

const messagesIn = ({ Messages }: Readonly<Record<string, unknown>>): readonly unknown[] =>
  Array.isArray(Messages) ? Messages : [];

/** Polls and postponements in a test's time, and deliveries in whatever disorder is asked for. */
export const createDeliveries = (): Deliveries => {
  const held = new Map<unknown, Held[]>();
  let disorder: Disorder | undefined;
  let seed = '';
  let visibility = 30;
  let seen = 0;
  let disturbed = 0;

  const draw = (): number => {
    seen += 1;
    return chance(seed, `message ${seen}`);
  };
  const isStruck = (): boolean => disorder !== undefined && draw() < 0.4;
  const later = (message: unknown): Held => ({
    message,
    due: Date.now() + draw() * LATE_MILLISECONDS,
  });

  return {
    get disturbed() {
      return disturbed;
    },
    disturb: (next, nextSeed) => {
      disorder = next;
      seed = nextSeed;
      seen = 0;
    },
    comeBackAfter: (seconds) => {
      visibility = seconds;
    },
    ask: (operation, asked) => {
      if (operation === 'ChangeMessageVisibility')
        return {
          ...asked,
          VisibilityTimeout: Math.min(Number(asked['VisibilityTimeout']), POSTPONED),
        };
      if (operation !== 'ReceiveMessage') return asked;
      const WaitTimeSeconds = Math.min(Number(asked['WaitTimeSeconds'] ?? 0), POLL);
      return { VisibilityTimeout: visibility, ...asked, WaitTimeSeconds };
    },
    answer: (operation, asked, answer) => {
      if (operation !== 'ReceiveMessage') return answer;
      const queue = asked['QueueUrl'];
      // A FIFO queue delivers in order.
      if (String(queue).endsWith('.fifo')) return answer;
      const waiting = held.get(queue) ?? [];
      const due = waiting.filter((one) => one.due <= Date.now());
      const kept = waiting.filter((one) => one.due > Date.now());
      const messages = messagesIn(answer).filter((message) => {
        if (!isStruck()) return true;
        disturbed += 1;
        if (disorder !== 'out of order') kept.push(later(message));
        return disorder !== 'late';
      });
      const room = Math.max(0, Number(asked['MaxNumberOfMessages'] ?? 1) - messages.length);
      messages.push(...due.slice(0, room).map(({ message }) => message));
      held.set(queue, [...kept, ...due.slice(room)]);
      if (disorder !== undefined) messages.sort(() => draw() - 0.5);
      return { ...answer, Messages: messages };
    },
  };
};
