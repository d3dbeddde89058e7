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
  /**
   * Whether it changes what a pipeline keeps, at least with some options: in a stage that retains what it
   * stores it then does so with `--yes` alone, which each such command has.
   */
  readonly mutates: boolean;
  /** Loads its file, and with it all that it works with; a command that has only parts has none. */
  readonly load?: () => Promise<CommandFile>;
  readonly parts?: readonly CommandEntry[];
}

/** The commands under the headings of the help, in the order in which a person needs them. */
export const commands: Readonly<Record<string, readonly CommandEntry[]>> = {
  'Send:': [
    {
      name: 'send',
      description: 'sign and post sample events unchanged: sending one again is a redelivery',
      mutates: true,
      load: () => import('./send/send/send.command.ts'),
    },
    {
      name: 'scenario',
      description:
        'send a coherent lifecycle, and check that the tables then hold the expected records',
      mutates: true,
      load: () => import('./send/scenario/scenario.command.ts'),
    },
  ],
  'Look:': [
    {
      name: 'events',
      description: 'list archived events, newest first, or follow them as they are archived',
      mutates: false,
      load: () => import('./look/events/events.command.ts'),
    },
    {
      name: 'show',
      description: 'show what an id names: an event, an object, an account, an order or a request',
      mutates: false,
      load: () => import('./look/show/show.command.ts'),
    },
    {
      name: 'history',
      description: "show an object's events in order, and what each changed",
      mutates: false,
      load: () => import('./look/history/history.command.ts'),
    },
    {
      name: 'changes',
      description: 'list what events changed of records, in order, or follow it',
      mutates: false,
      load: () => import('./look/changes/changes.command.ts'),
      parts: [
        {
          name: 'replay',
          description: 'send the changes of a time to a reaction again',
          mutates: true,
          load: () => import('./look/changes/replay.command.ts'),
        },
      ],
    },
    {
      name: 'wait',
      description: 'wait until a record has a status, or any other value',
      mutates: false,
      load: () => import('./look/wait/wait.command.ts'),
    },
    {
      name: 'spend',
      description: 'show the card spend of an authorization or a card, with the events behind it',
      mutates: false,
      load: () => import('./look/spend/spend.command.ts'),
    },
    {
      name: 'open',
      description: 'list what somebody must act on, by when it is due',
      mutates: false,
      load: () => import('./look/open/open.command.ts'),
    },
    {
      name: 'stats',
      description: 'count events by name and outcome over a time, with their delivery lag',
      mutates: false,
      load: () => import('./look/stats/stats.command.ts'),
    },
    {
      name: 'operations',
      description: 'list who changed a pipeline with this tool, when, and what came of it',
      mutates: false,
      load: () => import('./look/operations/operations.command.ts'),
    },
    {
      name: 'inspect',
      description: 'serve a web page that shows a pipeline, to this machine only',
      mutates: false,
      load: () => import('./look/inspect/inspect.command.ts'),
    },
  ],
  'Prove:': [
    {
      name: 'audit',
      description:
        'prove that every event has had its effect, every record has its event, none is lost',
      mutates: false,
      load: () => import('./prove/audit/audit.command.ts'),
    },
    {
      name: 'rebuild',
      description: "rebuild a domain's records from the archive, and compare or repair its table",
      mutates: true,
      load: () => import('./prove/rebuild/rebuild.command.ts'),
    },
    {
      name: 'impact',
      description: 'show which records differ from those of the code of a commit',
      mutates: false,
      load: () => import('./prove/impact/impact.command.ts'),
    },
    {
      name: 'doctor',
      description: 'check a pipeline: report what is wrong with it and how to fix it',
      // A heartbeat sets no record, and is what it is by its name.
      mutates: false,
      load: () => import('./prove/doctor/doctor.command.ts'),
      parts: [
        {
          name: 'signature',
          description: 'explain a wrong signature: find the known mistake that leads to it',
          mutates: false,
          load: () => import('./prove/doctor/signature.command.ts'),
        },
      ],
    },
  ],
  'Fix:': [
    {
      name: 'quarantine',
      description: 'group events that need attention by reason, with an example and what to do',
      mutates: true,
      load: () => import('./fix/quarantine/quarantine.command.ts'),
    },
    {
      name: 'replay',
      description: "run archived events through today's schemas and projections again",
      mutates: true,
      load: () => import('./fix/replay/replay.command.ts'),
    },
    {
      name: 'redrive',
      description: "move messages from a domain's dead-letter queue back to its queue",
      mutates: true,
      load: () => import('./fix/redrive/redrive.command.ts'),
    },
    {
      name: 'void',
      description: 'take back the effect of events that were not authentic',
      mutates: true,
      load: () => import('./fix/void/void.command.ts'),
    },
    {
      name: 'erase',
      description: 'remove the personal data of an account, customer or cardholder permanently',
      mutates: true,
      load: () => import('./fix/erase/erase.command.ts'),
    },
    {
      name: 'restore',
      description: 'copy what the tables in use are missing from restored ones',
      mutates: true,
      load: () => import('./fix/restore/restore.command.ts'),
    },
    {
      name: 'secrets',
      description: 'list, add and remove signing secrets: a rotation without a gap',
      mutates: false,
      parts: [
        {
          name: 'list',
          description: 'list the labels, and how many events each verified in the last 3 days',
          mutates: false,
          load: () => import('./fix/secrets/list.command.ts'),
        },
        {
          name: 'add',
          description: 'make another signing secret live',
          mutates: true,
          load: () => import('./fix/secrets/add.command.ts'),
        },
        {
          name: 'remove',
          description: 'remove a signing secret that is no longer used',
          mutates: true,
          load: () => import('./fix/secrets/remove.command.ts'),
        },
      ],
    },
  ],
};
