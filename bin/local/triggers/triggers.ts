import type { Application } from '../cloud/application.ts';
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

/**
 * Invokes functions by all that does so by itself: queues, streams and schedules.
 * @returns stops it, after what was begun is done.
 */
export const startTriggers = async (
  { eventSources, streamSources, schedules }: Application,
  functionOf: (arn: string) => RunningFunction,
  setting: Setting,
): Promise<() => Promise<void>> => {
  const stopStreams = await pollStreams(streamSources, functionOf, setting);
  const stopQueues = pollQueues(eventSources, functionOf, setting);
  const stopSchedules = runSchedules(schedules, functionOf, setting.console);
  return async () => {
    stopSchedules();
    await Promise.all([stopStreams(), stopQueues()]);
  };
};
