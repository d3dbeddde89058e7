import { performance } from 'node:perf_hooks';

/** What one contestant does once. */
export type Turn = () => unknown;

interface Settings {
  /** How often each contestant runs, one after the other. */
  readonly rounds?: number;
  /** About how long a contestant's part of a round takes. */
  readonly milliseconds?: number;
  /** CPU time of this process, all its threads included, or time on the wall. */
  readonly clock?: 'cpu' | 'wall';
}

/** Medians of what contestants took that ran interleaved. */
export interface Paired<Name extends string> {
  /** Microseconds a turn. */
  readonly median: Readonly<Record<Name, number>>;
  /** The median of the rounds' own ratios: what slows the machine slows both halves of a pair. */
  ratio(over: Name, under: Name): number;
}

/** The middle value; of an even number the higher of the two. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const cpuMicroseconds = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

const clocks = { cpu: cpuMicroseconds, wall: () => performance.now() * 1_000 };

const repeat = async (turn: Turn, times: number): Promise<void> => {
  for (let time = 0; time < times; time += 1) {
    const result = turn();
    if (result instanceof Promise) await result;
  }
};

const WARM_UP_MILLISECONDS = 30;

/** Warms a contestant up and finds how many of its turns fill its part of a round. */
const turnsIn = async (turn: Turn, milliseconds: number): Promise<number> => {
  const start = performance.now();
  let turns = 0;
  while (turns < 3 || performance.now() - start < WARM_UP_MILLISECONDS) {
    await repeat(turn, 1);
    turns += 1;
  }
  const each = (performance.now() - start) / turns;
  return Math.max(1, Math.round(milliseconds / each));
};

/** Runs contestants in turn, each round beginning with another one. */
export const interleave = async <Name extends string>(
  contestants: Readonly<Record<Name, Turn>>,
  { rounds = 21, milliseconds = 4, clock = 'cpu' }: Settings = {},
): Promise<Paired<Name>> => {
  const now = clocks[clock];
  const entries: { name: string; turn: Turn; turns: number; took: number[] }[] = [];
  for (const [name, turn] of Object.entries<Turn>(contestants))
    entries.push({ name, turn, turns: await turnsIn(turn, milliseconds), took: [] });
  for (let round = 0; round < rounds; round += 1)
    for (let place = 0; place < entries.length; place += 1) {
      const entry = entries[(round + place) % entries.length];
      if (!entry) continue;
      const start = now();
      await repeat(entry.turn, entry.turns);
      entry.took.push((now() - start) / entry.turns);
    }
  const tookBy = (name: string): readonly number[] =>
    entries.find((entry) => entry.name === name)?.took ?? [];
  return pairedFrom(contestants, tookBy);
};

/** Medians and ratios from what each contestant took, round by round. */
export const pairedFrom = <Name extends string>(
  names: Readonly<Record<Name, unknown>>,
  tookBy: (name: Name) => readonly number[],
): Paired<Name> => {
  const medians: Partial<Record<Name, number>> = {};
  for (const name in names) medians[name] = median(tookBy(name));
  return {
    median: complete(medians, names),
    ratio: (over, under) => {
      const divisors = tookBy(under);
      return median(tookBy(over).map((value, round) => value / (divisors[round] ?? Number.NaN)));
    },
  };
};

const complete = <Name extends string>(
  medians: Partial<Record<Name, number>>,
  names: Readonly<Record<Name, unknown>>,
): Record<Name, number> => {
  const isComplete = (value: Partial<Record<Name, number>>): value is Record<Name, number> =>
    Object.keys(names).every((name) => name in value);
  if (!isComplete(medians)) throw new Error('A contestant never ran.');
  return medians;
};
