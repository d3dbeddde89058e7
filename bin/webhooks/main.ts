#!/usr/bin/env node
import { Command } from 'commander';
import { addAudit } from './audit.ts';
import { addEvents } from './events.ts';
import { failureOf } from './failure.ts';
import { addGet } from './get.ts';
import { addHistory } from './history.ts';
import { addImpact } from './impact.ts';
import { addList } from './list.ts';
import { addQuarantine } from './quarantine.ts';
import { addRebuild } from './rebuild.ts';
import { addRedrive } from './redrive.ts';
import { addReplay } from './replay.ts';
import { addSend } from './send.ts';
import { addShow } from './show.ts';
import { addSpend } from './spend.ts';
import { addStats } from './stats.ts';
import { addWhy } from './why.ts';

const program = new Command('webhooks')
  .description(
    'Send sample webhooks to the pipeline, look at what it made of them, prove and mend it.',
  )
  .showHelpAfterError('(--help shows how)')
  .addHelpText('after', '\nExit codes: 0 done, 1 usage, 2 not found, 3 a check failed');

addSend(program);
addList(program);
addEvents(program);
addShow(program);
addStats(program);
addQuarantine(program);
addGet(program);
addHistory(program);
addWhy(program);
addRebuild(program);
addReplay(program);
addRedrive(program);
addImpact(program);
addAudit(program);
addSpend(program);

try {
  await program.parseAsync();
} catch (error) {
  const failure = failureOf(error);
  if (!failure) throw error;
  console.error(failure.message);
  process.exitCode = failure.exitCode;
}
