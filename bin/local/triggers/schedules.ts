import type { Schedule } from '../cloud/application.ts';
import type { Console } from '../console/console.ts';
import type { RunningFunction } from '../lambda/function.ts';

const MINUTE = 60_000;
const units: Readonly<Record<string, number>> = {
  minute: MINUTE,
  hour: 60 * MINUTE,
  day: 24 * 60 * MINUTE,
};

/**
 * How often a schedule runs, milliseconds: `rate(…)`, and `cron(…)` of a minute of each hour. Undefined for
 * what is not run here.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export const periodOf = (expression: string): number | undefined => {
  if (/^cron\(\d+ \* \* \* \? \*\)$/.test(expression)) return units['hour'];
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const period = units[unit];
  return count === undefined || period === undefined ? undefined : Number(count) * period;
};

/** The event of a schedule, with its time in the place for it. */
const eventOf = (input: string): unknown =>
  JSON.parse(input.replaceAll('<aws.scheduler.scheduled-time>', new Date().toISOString()));

/**
 * Invokes functions by schedule: at once, since nothing did so while this machine was off, then in the
 * schedule's rhythm.
 * @returns ends it.
 */
export const runSchedules = (
  schedules: readonly Schedule[],
  functionOf: (arn: string) => RunningFunction,
  console: Console,
): (() => void) => {
  const timers = schedules.map(({ expression, functionArn, input }) => {
    const name = functionArn.split(':').at(-1) ?? '';
    const period = periodOf(expression);
    if (period === undefined) {
      console.print(`${name} is not run here: its schedule is ${expression}`);
      return undefined;
    }
    const invoke = async (): Promise<void> => {
      const outcome = await functionOf(functionArn).invoke(eventOf(input));
      if (!outcome.ok) console.functionLine(name, outcome.error);
    };
    void invoke();
    return setInterval(invoke, period).unref();
  });
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
};
