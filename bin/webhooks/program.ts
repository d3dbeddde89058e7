import { Command, Help } from 'commander';
import { addAudit } from './audit.ts';
import { addDoctor } from './doctor.ts';
import { addErase } from './erase.ts';
import { addEvents } from './events.ts';
import { addGet } from './get.ts';
import { addHistory } from './history.ts';
import { addImpact } from './impact.ts';
import { addList } from './list.ts';
import { commandOutput } from './output.ts';
import { addQuarantine } from './quarantine.ts';
import { addRebuild } from './rebuild.ts';
import { addRedrive } from './redrive.ts';
import { addReplay } from './replay.ts';
import { addScenario } from './scenario.ts';
import { addSecrets } from './secrets.ts';
import { addSend } from './send.ts';
import { addShow } from './show.ts';
import { addSpend } from './spend.ts';
import { addStats } from './stats.ts';
import { addTail } from './tail.ts';
import { PIPELINE_OPTIONS } from './target/connect.ts';
import { addWhy } from './why.ts';

/** Help with a command's own options before those that select the pipeline. */
const groupItems: Help['groupItems'] = (all, visible, groupOf) => {
  const groups = new Help().groupItems(all, visible, groupOf);
  const isShared = (title: string): number => Number(title === PIPELINE_OPTIONS);
  return new Map([...groups].sort(([a], [b]) => isShared(a) - isShared(b)));
};

/** The whole tool, its commands in the order in which a person needs them. */
export const createProgram = (): Command => {
  const program = new Command('webhooks')
    .description('Send sample webhooks to the pipeline, inspect the results, verify and fix them.')
    .configureOutput(commandOutput)
    .configureHelp({ groupItems })
    .showHelpAfterError('(--help shows how)')
    .addHelpText('after', '\nExit codes: 0 done, 1 usage, 2 not found, 3 a check failed');
  for (const add of [
    addSend,
    addScenario,
    addList,
    addTail,
    addEvents,
    addShow,
    addStats,
    addGet,
    addHistory,
    addWhy,
    addSpend,
    addQuarantine,
    addReplay,
    addRedrive,
    addAudit,
    addRebuild,
    addErase,
    addImpact,
    addDoctor,
    addSecrets,
  ])
    add(program);
  return program;
};
