import { arrivals, randomOf, retries } from './arrivals.ts';
import { limits, type Scenario } from './limits.ts';

/** One second of a run. */
interface Second {
  readonly second: number;
  readonly sent: number;
  readonly accepted: number;
  /** Refused with 429, which Airwallex sends again. */
  readonly throttled: number;
  readonly queued: number;
  readonly written: number;
  readonly consumers: number;
}

/** A run until nothing waits any more. */
export interface Run {
  readonly seconds: readonly Second[];
  /** Events that were sent and are neither written nor waiting when it ends: none. */
  readonly lost: number;
  readonly throttled: number;
  readonly deepest: number;
  /** Seconds after the burst until the queue is empty and every 429 was sent again. */
  readonly backlogSeconds: number;
  /** What held the run up in the most seconds. */
  readonly bend: string;
}

const MOST_SECONDS = 3 * 86_400;

const sumOf = (counts: Iterable<number>): number => {
  let sum = 0;
  for (const count of counts) sum += count;
  return sum;
};

/** How fast a table that is asked for more than it holds lets itself be written. */
const tableOf = (warmedUnits: number | undefined) => {
  let units: number = warmedUnits ?? limits.table.units;
  let atLimit = 0;
  return {
    units: (): number => units,
    /** Hears whether it was the limit in this second. */
    felt: (isLimit: boolean): void => {
      atLimit = isLimit ? atLimit + 1 : 0;
      if (atLimit < limits.table.doublesAfter) return;
      units *= 2;
      atLimit = 0;
    },
  };
};

/** The events a second that the narrowest index takes: beyond them the whole table refuses writes. */
const narrowestOf = (indexes: Scenario['indexes']): { name: string; events: number } =>
  indexes
    .map(({ name, keys, share }) => ({
      name: `the index ${name}`,
      events: Math.floor((keys * limits.indexKey.units) / share),
    }))
    .reduce((least, each) => (each.events < least.events ? each : least), {
      name: 'no index',
      events: Number.POSITIVE_INFINITY,
    });

/** What lets the fewest events through. */
const narrowest = (
  byConsumers: number,
  byTable: number,
  index: ReturnType<typeof narrowestOf>,
): string => {
  if (index.events < Math.min(byConsumers, byTable)) return index.name;
  return byTable < byConsumers ? 'the table' : 'consumers';
};

/** Lets a burst through API Gateway, Lambda, SQS and a table, second by second. */
export const simulate = (scenario: Scenario): Run => {
  const random = randomOf(scenario.seed);
  const rate = Math.min(scenario.throttle.rate, limits.api.rate);
  const burst = Math.min(scenario.throttle.burst, limits.api.burst);
  const again = retries(random);
  const table = tableOf(scenario.warmedUnits);
  const index = narrowestOf(scenario.indexes);
  const held = new Map<string, number>();
  const hold = (what: string): void => void held.set(what, (held.get(what) ?? 0) + 1);
  const seconds: Second[] = [];
  const totals = { sent: 0, written: 0, throttled: 0, givenUp: 0 };
  let tokens = burst;
  let pollers: number = limits.poller.first;
  let queued = 0;

  for (let second = 0; second < MOST_SECONDS; second += 1) {
    const fresh = second < scenario.seconds ? arrivals(scenario.rate, random) : 0;
    const offered = new Map([[0, fresh], ...again.due(second)]);
    const sent = sumOf(offered.values());
    totals.sent += fresh;

    const admitted = Math.min(sent, tokens + rate);
    tokens = Math.min(burst, tokens + rate - admitted);
    const environments =
      limits.lambda.newEnvironments * (Math.floor(second / limits.lambda.everySeconds) + 1);
    const ingresses = Math.min(limits.lambda.accountConcurrency - pollers, environments);
    const accepted = Math.min(admitted, Math.floor(ingresses / scenario.ingressSeconds));
    if (accepted < admitted) hold('ingress');
    else if (admitted < sent) hold("the API's throttle");
    for (const [tries, count] of offered) {
      const refused = Math.round((count * (sent - accepted)) / Math.max(1, sent));
      totals.throttled += refused;
      queued += count - refused;
      if (refused > 0 && !again.add(second, tries, refused)) totals.givenUp += refused;
    }

    const consumers = Math.min(pollers, scenario.maxConcurrency);
    const byConsumers = Math.floor((consumers / scenario.batchSeconds) * scenario.batchSize);
    const byTable = Math.floor(table.units() / scenario.archiveUnits);
    const written = Math.min(queued, byConsumers, byTable, index.events);
    if (written < queued) hold(narrowest(byConsumers, byTable, index));
    table.felt(written === byTable);
    totals.written += written;
    queued -= written;
    const more = queued > 0 ? limits.poller.more : -limits.poller.more;
    pollers = Math.max(limits.poller.first, Math.min(limits.poller.most, pollers + more));
    seconds.push({
      second,
      sent,
      accepted,
      throttled: sent - accepted,
      queued,
      written,
      consumers,
    });
    if (second >= scenario.seconds && queued === 0 && again.isEmpty()) break;
  }
  return {
    seconds,
    lost: totals.sent - totals.written - queued - again.left(),
    throttled: totals.throttled,
    deepest: seconds.reduce((most, each) => Math.max(most, each.queued), 0),
    backlogSeconds: seconds.length - scenario.seconds,
    bend: [...held].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'nothing',
  };
};
