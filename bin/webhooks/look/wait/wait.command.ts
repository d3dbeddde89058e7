import type { Command } from 'commander';
import type { TargetOptions } from '../../pipeline/connect.ts';
import { stoppedBySignal } from '../../pipeline/follow/stopped.ts';
import { reachPipeline, targetOptions } from '../../pipeline/options.ts';
import { attributesOfKind, didYouMean, unknownStatusText } from '../../pipeline/record-words.ts';
import type { Target } from '../../pipeline/target.ts';
import { commandLine, helpText } from '../../terminal/command-line.ts';
import { durationOf } from '../../terminal/duration.ts';
import { exitCodes, Failure, usageError } from '../../terminal/failure.ts';
import { spanFrom } from '../../terminal/options.ts';
import { printErr, printOut } from '../../terminal/output.ts';
import { render } from '../../terminal/render.ts';
import { type Condition, conditionFrom, conditionText } from './condition.ts';
import { waitJson } from './json.ts';
import { type Subject, subjectsOf } from './subject.ts';
import { type Waited, waitFor } from './wait.ts';

interface Options extends TargetOptions {
  readonly until: readonly Condition[];
  readonly record?: string;
  readonly timeout: string;
  readonly json?: true;
}

const USUAL_TIMEOUT = '5m';

/** Refuses fields that no such record has, and remarks on statuses that none is known to have. */
const checkConditions = async (
  subjects: readonly Subject[],
  conditions: readonly Condition[],
): Promise<void> => {
  const objects = [...new Set(subjects.map(({ object }) => object))];
  const known = (await Promise.all(objects.map(attributesOfKind))).flat();
  for (const { path } of conditions) {
    const [field = ''] = path;
    if (known.includes(field)) continue;
    const what = objects.length === 1 ? `A ${objects[0]}` : 'No such record';
    throw usageError(
      `${what} has ${objects.length === 1 ? 'no' : 'a'} field "${field}".${didYouMean(field, known)}`,
    );
  }
  const statuses = conditions.flatMap(({ path, value }) =>
    path.join('.') === 'status' && value !== 'null' ? [value] : [],
  );
  const remark = await unknownStatusText(statuses, objects);
  if (remark !== '') printErr(remark);
};

/** Why what was waited for is not there, and what shows more. */
const failureOf = (
  word: string,
  { result, waitedMs, found, status }: Waited,
  conditions: readonly Condition[],
  { pipeline }: Target,
): Failure => {
  const wanted = conditions.map(conditionText).join(' ');
  if (!found)
    return new Failure(
      `Nothing was stored of ${word} within ${durationOf(waitedMs)}. What is known of it: ${commandLine('show', { operands: [word], pipeline })}`,
      exitCodes.unchecked,
    );
  const { pk } = found.subject.key;
  const events = commandLine('history', { operands: [pk], pipeline });
  if (result === 'unreachable')
    return new Failure(
      `${pk} can no longer reach ${wanted}: its status is ${status}, which is terminal. Its events: ${events}`,
      exitCodes.failed,
    );
  const current = found.item['status']?.S;
  return new Failure(
    `${pk} has not reached ${wanted} within ${durationOf(waitedMs)}${current === undefined ? '' : `: its status is ${current}`}. Its events: ${events}`,
    exitCodes.unchecked,
  );
};

/** `webhooks wait`: waits until a record has what is waited for. */
export const define = (command: Command): void => {
  targetOptions(command)
    .argument('<object>', 'its key, such as payment_intent#int_1, or its id')
    .requiredOption(
      '--until <field=value>',
      'what to wait for; repeatable: all of it. A field inside another: merchant.city; =null: none',
      (text: string, before: readonly Condition[] = []) => [...before, conditionFrom(text)],
    )
    .option('--record <sk>', "another record of the object than its own: its key's second part")
    .option('--timeout <span>', 'how long to wait: 30s, 5m, 1h', USUAL_TIMEOUT)
    .option('--json', 'print { object, result, waitedMs, domain, record }')
    .addHelpText(
      'after',
      helpText(
        '\nIt looks before it waits, so that nothing is missed that happened before, and reads what is stored now. What does not exist yet is waited for.\n\nExamples:\n  webhooks wait int_hkdmabcd --until status=SUCCEEDED --timeout 10s\n  webhooks wait payment_intent#int_hkdmabcd --until status=SUCCEEDED --until captured_amount=12.5 --timeout 10s\n\nExits with 3 when it can no longer be reached, because the status is another one and terminal, with 4 when the time is up.',
      ),
    )
    .action(async (word: string, options: Options) => {
      const { until: conditions, record, timeout } = options;
      const timeoutMs = spanFrom('--timeout', timeout);
      const subjects = subjectsOf(word, record);
      await checkConditions(subjects, conditions);
      const target = await reachPipeline(options);
      const signal = stoppedBySignal();
      const waited = await waitFor(target, subjects, conditions, {
        ...{ timeoutMs, signal, now: Date.now },
      });
      if (!waited) {
        printErr('Interrupted: it was not reached.');
        process.exitCode = exitCodes.interrupted;
        return;
      }
      if (options.json) printOut(JSON.stringify(waitJson(word, waited), undefined, 2));
      else if (waited.result === 'reached' && waited.found) printOut(render(waited.found.item));
      if (waited.result !== 'reached') throw failureOf(word, waited, conditions, target);
    });
};
