import * as fc from 'fast-check';

/** API versions, one for each way of writing that Airwallex has had. */
export const eras = [
  '2019-09-09',
  '2021-11-25',
  '2023-10-01',
  '2024-09-27',
  '2026-02-27',
  '2026-08-21',
] as const;
export type Era = (typeof eras)[number];

/** The first version whose envelope is in snake_case only. */
const ONE_CASING = '2024-02-22';
/** The first version that writes offsets with a colon. */
const COLON_IN_OFFSET = '2026-06-30';

/** Something that happened at Airwallex, which any API version can tell. */
export interface Happening {
  /** The event's id. */
  readonly id: string;
  /** When its first delivery was sent, epoch milliseconds. */
  readonly sentAt: number;
  /** Whether it says, plausibly, when it happened. */
  readonly dated: boolean;
  /** The event as an API version writes it, compact JSON in UTF-8. */
  readonly write: (era: Era) => Buffer;
}

/** When something happened, and how much its event tells of that and of what it belongs to. */
export interface Moment {
  /** Epoch milliseconds, on a whole second. */
  readonly at: number;
  /** `plain`, or what is wrong with its times. */
  readonly clock: 'plain' | 'undated' | 'future' | 'past';
  /** Whether the body leaves out the other objects that it belongs to. */
  readonly sparse: boolean;
}

/** What an API version needs to write the data of an event. */
export interface Pen {
  readonly era: Era;
  readonly sparse: boolean;
  /** The object's `updated_at`; undefined where the event tells no time. */
  readonly updated: string | undefined;
  readonly time: (at: number) => string;
  /** A number, or in the oldest version its text. */
  readonly amount: (value: number) => number | string;
}

/** An event's name and data, and whom it concerns. */
interface Telling {
  readonly name: string;
  readonly data: object;
  readonly account?: string | undefined;
  readonly app?: string;
}

const TWENTY_YEARS = 20 * 365 * 86_400_000;

const timeIn =
  (era: Era) =>
  (at: number): string =>
    new Date(at).toISOString().replace('.000Z', era < COLON_IN_OFFSET ? '+0000' : '+00:00');

const statedTime = ({ at, clock }: Moment): number | undefined => {
  if (clock === 'undated') return undefined;
  if (clock === 'future') return at + TWENTY_YEARS;
  return clock === 'past' ? 0 : at;
};

/** Says what happened at a moment. */
export const happening = (id: string, moment: Moment, tell: (pen: Pen) => Telling): Happening => ({
  id,
  sentAt: moment.at + 250,
  dated: moment.clock === 'plain',
  write: (era) => {
    const time = timeIn(era);
    const stated = statedTime(moment);
    const updated = stated === undefined ? undefined : time(stated);
    const amount = (value: number) => (era === '2019-09-09' ? String(value) : value);
    const { name, data, account, app } = tell({
      era,
      sparse: moment.sparse,
      updated,
      time,
      amount,
    });
    const older = { accountId: account, createdAt: updated, sourceId: null };
    return Buffer.from(
      JSON.stringify({
        id,
        name,
        account_id: account,
        app_id: app,
        ...(era < ONE_CASING ? older : { org_id: null }),
        data,
        created_at: updated,
        version: era,
      }),
    );
  },
});

/** When every history begins. */
export const START = Date.UTC(2026, 2, 1, 10);

/** A state on the way of an object, and the moment when it came to it. */
export interface Stop extends Moment {
  readonly state: string;
  readonly index: number;
}

const leg = fc.record({
  choice: fc.nat({ max: 60 }),
  /** Seconds since the state before: ties are usual. */
  gap: fc.constantFrom(0, 0, 1, 2, 3_600),
  clock: fc.oneof(
    { weight: 9, arbitrary: fc.constant('plain' as const) },
    { weight: 1, arbitrary: fc.constantFrom('undated', 'future', 'past') },
  ),
  sparse: fc.boolean(),
});

/** A way of at most so many states through a lifecycle, by which states can follow which. */
export const walk = (
  following: Readonly<Record<string, readonly string[]>>,
  start: string,
  maxLength: number,
): fc.Arbitrary<readonly Stop[]> =>
  fc.array(leg, { minLength: 1, maxLength, size: '+1' }).map((legs) => {
    const stops: Stop[] = [];
    let at = START;
    for (const { choice, gap, ...telling } of legs) {
      const last = stops.at(-1);
      const options = last === undefined ? [start] : (following[last.state] ?? []);
      const state = options[choice % options.length];
      if (state === undefined) break;
      at += gap * 1_000;
      stops.push({ ...telling, at, state, index: stops.length });
    }
    return stops;
  });

/** The data with its fields' names in camelCase, as accounts had them before {@link ONE_CASING}. */
export const inCasingOf = (era: Era, data: object): object =>
  era >= ONE_CASING
    ? data
    : JSON.parse(JSON.stringify(data), (_name, value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(
              Object.entries(value).map(([name, inner]) => [
                name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
                inner,
              ]),
            )
          : value,
      );
