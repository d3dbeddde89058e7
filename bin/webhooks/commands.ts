import type { Command } from 'commander';

/** A file of a command: everything of it but its name and description. */
interface CommandFile {
  /** Gives the command its arguments, options, help and action. */
  readonly define: (command: Command) => void;
}

/** A command: what the help of the whole tool shows, and the file with everything else. */
export interface CommandEntry {
  readonly name: string;
  readonly description: string;
  /** Loads its file, and with it all that it works with. */
  readonly load: () => Promise<CommandFile>;
  readonly parts?: readonly CommandEntry[];
}

/** The commands under the headings of the help, in the order in which a person needs them. */
export const commands: Readonly<Record<string, readonly CommandEntry[]>> = {
  'Send:': [
    {
      name: 'send',
      description: 'sign and post sample events unchanged: sending one again is a redelivery',
      load: () => import('./send/send/send.command.ts'),
    },
    {
      name: 'scenario',
      description:
        'send a coherent lifecycle, and check that the tables then hold the expected records',
      load: () => import('./send/scenario/scenario.command.ts'),
    },
  ],
  'Look:': [
    {
      name: 'events',
      description: 'list archived events, newest first, or follow them as they are archived',
      load: () => import('./look/events/events.command.ts'),
    },
    {
      name: 'show',
      description: 'show what an id names: an event, an object, an account, an order or a request',
      load: () => import('./look/show/show.command.ts'),
    },
    {
      name: 'history',
      description: "show an object's events in order, and what each changed",
      load: () => import('./look/history/history.command.ts'),
    },
    {
      name: 'changes',
      description: 'list what events changed of records, in order, or follow it',
      load: () => import('./look/changes/changes.command.ts'),
      parts: [
        {
          name: 'replay',
          description: 'send the changes of a time to a reaction again',
          load: () => import('./look/changes/replay.command.ts'),
        },
      ],
    },
    {
      name: 'wait',
      description: 'wait until a record has a status, or any other value',
      load: () => import('./look/wait/wait.command.ts'),
    },
    {
      name: 'spend',
      description: 'show the card spend of an authorization or a card, with the events behind it',
      load: () => import('./look/spend/spend.command.ts'),
    },
    {
      name: 'open',
      description: 'list what somebody must act on, by when it is due',
      load: () => import('./look/open/open.command.ts'),
    },
    {
      name: 'stats',
      description: 'count events by name and outcome over a time, with their delivery lag',
      load: () => import('./look/stats/stats.command.ts'),
    },
    {
      name: 'inspect',
      description: 'serve a web page that shows a pipeline, to this machine only',
      load: () => import('./look/inspect/inspect.command.ts'),
    },
  ],
  'Prove:': [
    {
      name: 'audit',
      description:
        'prove that every event has had its effect, every record has its event, none is lost',
      load: () => import('./prove/audit/audit.command.ts'),
    },
    {
      name: 'rebuild',
      description: "rebuild a domain's records from the archive, and compare or repair its table",
      load: () => import('./prove/rebuild/rebuild.command.ts'),
    },
    {
      name: 'impact',
      description: 'show which records differ from those of the code of a commit',
      load: () => import('./prove/impact/impact.command.ts'),
    },
    {
      name: 'doctor',
      description: 'check a pipeline: report what is wrong with it and how to fix it',
      load: () => import('./prove/doctor/doctor.command.ts'),
      parts: [
        {
          name: 'signature',
          description: 'explain a wrong signature: find the known mistake that leads to it',
          load: () => import('./prove/doctor/signature.command.ts'),
        },
      ],
    },
  ],
  'Fix:': [
    {
      name: 'quarantine',
      description: 'group events that need attention by reason, with an example and what to do',
      load: () => import('./fix/quarantine/quarantine.command.ts'),
    },
    {
      name: 'replay',
      description: "run archived events through today's schemas and projections again",
      load: () => import('./fix/replay/replay.command.ts'),
    },
    {
      name: 'redrive',
      description: "move messages from a domain's dead-letter queue back to its queue",
      load: () => import('./fix/redrive/redrive.command.ts'),
    },
    {
      name: 'erase',
      description: 'remove the personal data of an account, customer or cardholder permanently',
      load: () => import('./fix/erase/erase.command.ts'),
    },
    {
      name: 'secrets',
      description: 'list, add and remove signing secrets: a rotation without a gap',
      load: () => import('./fix/secrets/secrets.command.ts'),
    },
  ],
};
