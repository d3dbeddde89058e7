import { type Command, Option } from 'commander';
import { noteOtherCode } from '../../pipeline/code.ts';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { requireConfirmed } from '../../pipeline/control/confirm.ts';
import { type Ended, recorded } from '../../pipeline/control/trail.ts';
import { givenCommand, reachPipeline, targetOptions } from '../../pipeline/options.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { exitCodes, Failure } from '../../terminal/failure.ts';
import { interruptible } from '../../terminal/interrupt.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { createProgress } from '../../terminal/progress.ts';
import { changeAttention, type Unchangeable } from './change.ts';
import { changedAttentionJson, groupsJson } from './json.ts';
import { print, printAcknowledged } from './print.ts';
import { printChange } from './print-change.ts';
import { readAllAcknowledged, readAttention } from './read.ts';
import { type ChangeOptions, type ChangeRequest, requestFrom } from './request.ts';

interface Options extends TargetOptions, ChangeOptions {
  readonly acknowledged?: true;
  readonly yes?: true;
  readonly json?: true;
}

const notFound = (id: string, { cannot }: Unchangeable, { name, pipeline }: Target): Failure =>
  new Failure(
    cannot === 'not archived'
      ? `The archive of ${name} holds no event ${id}. What needs attention is listed by: ${commandLine('quarantine', { pipeline })}`
      : `Event ${id} needs no attention: it is ${cannot}.`,
    exitCodes.notFound,
  );

const change = async (target: Target, request: ChangeRequest, json: boolean): Promise<Ended> => {
  const { selection } = request;
  const progress = createProgress('events changed');
  const { result, interrupted } = await interruptible((signal) =>
    changeAttention(target.tables.events, selection, request.change, {
      onChanged: progress.report,
      signal,
    }),
  ).finally(progress.end);
  if ('cannot' in result) throw notFound(selection.id, result, target);
  printOut(
    json
      ? JSON.stringify(changedAttentionJson(request, result), undefined, 2)
      : printChange(request, result, target.pipeline),
  );
  if (interrupted) process.exitCode = exitCodes.interrupted;
  return {
    result: interrupted ? 'interrupted' : 'done',
    counts: { events: result.events.length },
  };
};

const list = async (target: Target, { acknowledged, json }: Options): Promise<void> => {
  const progress = createProgress('events read');
  if (acknowledged) {
    const groups = await readAllAcknowledged(target, progress.report).finally(progress.end);
    printOut(json ? JSON.stringify(groupsJson(groups), undefined, 2) : printAcknowledged(groups));
    return;
  }
  await noteOtherCode(target, printErr);
  const report = await readAttention(target, progress.report).finally(progress.end);
  printOut(
    json ? JSON.stringify(groupsJson(report.groups), undefined, 2) : print(report, target.pipeline),
  );
};

/** `webhooks quarantine`: what needs attention, by reason, and what to do about it. */
export const define = (command: Command): void => {
  targetOptions(command)
    .option('--acknowledge <event>', 'this event needs no attention; --note states why')
    .option('--note <text>', 'one line that is stored with what is acknowledged')
    .addOption(
      new Option('--reopen <event>', 'undo that').conflicts(['acknowledge', 'acknowledged']),
    )
    .option('--group', 'the event and all others that need attention for the same reason')
    .addOption(
      new Option('--acknowledged', 'list what is acknowledged, with the notes').conflicts(
        'acknowledge',
      ),
    )
    .option('--json', 'print an array of the groups, or { attention, note, events, … } of a change')
    .addHelpText(
      'after',
      helpText(
        '\nThese are quarantined events, events with an unknown name, and events without a name.\n\nWhat is acknowledged no longer counts as needing attention, also for "doctor". It stays in the archive with its outcome, "events" and "replay" find it, and where the stage sets archiveDays it now expires as others do. The next event of the same reason needs attention again, and so does an event whose reason changes.\n\nExamples:\n  webhooks quarantine\n  webhooks quarantine --acknowledge evt_1234 --note "test event of the sandbox"\n  webhooks quarantine --acknowledge evt_1234 --group --note "refunds of the old shop, ticket 123"\n  webhooks events --outcome quarantined\n\nExits with 2 when there is no such event, or it needs no attention.',
      ),
    )
    .action(async (options: Options, command: Command) => {
      const request = requestFrom(options, Date.now());
      const target = await reachPipeline(options);
      if (!request) return list(target, options);
      const given = givenCommand(command);
      requireConfirmed(target, options, given);
      await recorded(target, given, () => change(target, request, options.json === true));
    });
};
