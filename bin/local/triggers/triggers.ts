import { checkEnvironmentNames } from '../../../functions/shared/environment.ts';
import type { Application, Schedule } from '../cloud/application.ts';
import type { Console } from '../console/console.ts';
import type { RunningFunction } from '../lambda/function.ts';
import type { Endpoints } from '../lambda/variables.ts';
import { pollQueues } from './poll-queues.ts';
import { runSchedules } from './schedules.ts';
import { pollStreams } from './streams/poll-streams.ts';

interface Setting {
  /** The folder with all state that persists between runs. */
  readonly dir: string;
  readonly endpoints: Endpoints;
  readonly console: Console;
}

/** What a function is given that only AWS has: the logs of another one, and the address of the API. */
const onlyOnAws: readonly string[] = [
  checkEnvironmentNames.ingressLogs,
  checkEnvironmentNames.webhookUrl,
];

/** The schedules of functions that can run on this machine. */
const localSchedules = (
  { functions, schedules }: Application,
  { print }: Pick<Console, 'print'>,
): readonly Schedule[] => {
  const remote = functions.filter(({ environment }) =>
    onlyOnAws.some((name) => environment[name] !== undefined),
  );
  if (remote.length > 0)
    print(`Not run here: ${remote.map(({ name }) => name).join(', ')}. Use "audit" and "doctor".`);
  return schedules.filter(({ functionArn }) => !remote.some(({ arn }) => arn === functionArn));
};

/**
 * Invokes functions by all that does so by itself: queues, streams and schedules.
 * @returns stops it, after what was begun is done.
 */
export const startTriggers = async (
  application: Application,
  functionOf: (arn: string) => RunningFunction,
  setting: Setting,
): Promise<() => Promise<void>> => {
  const { eventSources, streamSources } = application;
  const schedules = localSchedules(application, setting.console);
  const stopStreams = await pollStreams(streamSources, functionOf, setting);
  const stopQueues = pollQueues(eventSources, functionOf, setting);
  const stopSchedules = runSchedules(schedules, functionOf, setting.console);
  return async () => {
    stopSchedules();
    await Promise.all([stopStreams(), stopQueues()]);
  };
};
