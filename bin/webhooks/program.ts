import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Help } from 'commander';
import * as v from 'valibot';
import { projectRoot } from '../../lib/project-root.ts';
import { addErase } from './fix/erase/erase.command.ts';
import { addQuarantine } from './fix/quarantine/quarantine.command.ts';
import { addRedrive } from './fix/redrive/redrive.command.ts';
import { addReplay } from './fix/replay/replay.command.ts';
import { addSecrets } from './fix/secrets/secrets.command.ts';
import { addEvents } from './look/events/events.command.ts';
import { addHistory } from './look/history/history.command.ts';
import { addInspect } from './look/inspect/inspect.command.ts';
import { addShow } from './look/show/show.command.ts';
import { addSpend } from './look/spend/spend.command.ts';
import { addStats } from './look/stats/stats.command.ts';
import { PIPELINE_OPTIONS } from './pipeline/options.ts';
import { addAudit } from './prove/audit/audit.command.ts';
import { addDoctor } from './prove/doctor/doctor.command.ts';
import { addSignature } from './prove/doctor/signature.command.ts';
import { addImpact } from './prove/impact/impact.command.ts';
import { addRebuild } from './prove/rebuild/rebuild.command.ts';
import { addScenario } from './send/scenario/scenario.command.ts';
import { addSend } from './send/send/send.command.ts';
import { commandLine } from './terminal/command-line.ts';
import { usageError } from './terminal/failure.ts';
import { commandOutput } from './terminal/output.ts';

/** Help with a command's own options before those that select the pipeline. */
const groupItems: Help['groupItems'] = (all, visible, groupOf) => {
  const groups = new Help().groupItems(all, visible, groupOf);
  const isShared = (title: string): number => Number(title === PIPELINE_OPTIONS);
  return new Map([...groups].sort(([a], [b]) => isShared(a) - isShared(b)));
};

/** The commands under the headings of the help, in the order in which a person needs them. */
const rooms: Readonly<Record<string, readonly ((program: Command) => unknown)[]>> = {
  'Send:': [addSend, addScenario],
  'Look:': [addEvents, addShow, addHistory, addSpend, addStats, addInspect],
  'Prove:': [addAudit, addRebuild, addImpact, (program) => addSignature(addDoctor(program))],
  'Fix:': [addQuarantine, addReplay, addRedrive, addErase, addSecrets],
};

/** Commands that earlier versions had, each with what does the same today. */
const removed: Readonly<Record<string, readonly [command: string, options?: readonly string[]]>> = {
  get: ['show'],
  why: ['show'],
  tail: ['events', ['--follow']],
  list: ['send', ['--list']],
};

/** Adds the removed commands, which no help lists: each answers with the one to use. */
const addRemoved = (program: Command): void => {
  for (const [name, [command, options = []]] of Object.entries(removed))
    program
      .command(name, { hidden: true })
      .argument('[words...]')
      .allowUnknownOption()
      .helpOption(false)
      .action(() => {
        throw usageError(
          `"${name}" is now "${[command, ...options].join(' ')}": ${commandLine(command, { options: [...options, '--help'] })}`,
        );
      });
};

const packageFile = v.object({ version: v.string() });

const versionOf = (file: string): string =>
  v.parse(packageFile, JSON.parse(readFileSync(file, 'utf8'))).version;

/** The whole tool. */
export const createProgram = (): Command => {
  const program = new Command('webhooks')
    .description(
      'Send sample webhooks to the pipeline, look at the results, prove that nothing is lost, and fix what is wrong.',
    )
    .version(versionOf(join(projectRoot, 'package.json')))
    .configureOutput(commandOutput)
    .configureHelp({ groupItems })
    .showHelpAfterError('(--help shows how)')
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 usage, 2 not found, 3 a check failed, 4 could not be checked, 130 interrupted',
    );
  for (const [heading, commands] of Object.entries(rooms)) {
    program.commandsGroup(heading);
    for (const add of commands) add(program);
  }
  addRemoved(program);
  return program.commandsGroup('Other:').helpCommand(true);
};
