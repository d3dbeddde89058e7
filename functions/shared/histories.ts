/*
 * Coherent histories of a domain's objects, as data and pure functions: what the tests of convergence
 * deliver in any order. Each domain has them in its `histories.ts`; no function that is deployed does.
 */

/** API versions, one for each form of a body that Airwallex has had. */
export const apiVersions = [
  '2019-09-09',
  '2021-11-25',
  '2023-10-01',
  '2024-09-27',
  '2026-02-27',
  '2026-08-21',
] as const;
export type ApiVersion = (typeof apiVersions)[number];

/** The first version whose envelope is in snake_case only. */
const ONE_CASING = '2024-02-22';
/** The first version that writes offsets with a colon. */
const COLON_IN_OFFSET = '2026-06-30';

/** An event of a history, which any API version can write. */
export interface HistoricEvent {
  readonly id: string;
  /** When its first delivery was sent, epoch milliseconds. */
  readonly sentAt: number;
  /** Whether it states, plausibly, when it happened. */
  readonly dated: boolean;
  /** The event as an API version writes it, compact JSON in UTF-8. */
  readonly write: (version: ApiVersion) => Buffer;
}

/** When something happened, and what its event states of that. */
interface Moment {
  /** Epoch milliseconds, on a whole second. */
  readonly at: number;
  /** `plain`, or what is wrong with its times. */
  readonly clock: 'plain' | 'undated' | 'future' | 'past';
  /** Whether the body leaves out what it can, such as the objects that its own belongs to. */
  readonly sparse: boolean;
}

/** A state that an object came to, and when. */
export interface HistoryStep extends Moment {
  readonly state: string;
  readonly index: number;
}

/** What an API version needs to write the data of an event. */
export interface Format {
  readonly version: ApiVersion;
  readonly sparse: boolean;
  /** The object's `updated_at`; undefined where the event states no time. */
  readonly updated: string | undefined;
  readonly time: (at: number) => string;
  /** A number, or in the oldest version its text. */
  readonly amount: (value: number) => number | string;
}

/** An event's name and data, and whom it concerns. */
interface Content {
  readonly name: string;
  readonly data: object;
  readonly account?: string | undefined;
  readonly app?: string;
}

/** The states of an object, and the events of coming to them. */
export interface Course {
  readonly first: string;
  /** The states that can follow each state. */
  readonly next: Readonly<Record<string, readonly string[]>>;
  /** How many steps it has at most. */
  readonly most: number;
  /** The events of one of the steps. */
  readonly events: (step: HistoryStep, steps: readonly HistoryStep[]) => readonly HistoricEvent[];
}

/** What can happen to a group of objects at once. */
export interface ObjectHistory {
  readonly title: string;
  readonly courses: readonly Course[];
}

const TWENTY_YEARS = 20 * 365 * 86_400_000;

const timeIn =
  (version: ApiVersion) =>
  (at: number): string =>
    new Date(at).toISOString().replace('.000Z', version < COLON_IN_OFFSET ? '+0000' : '+00:00');

const statedTime = ({ at, clock }: Moment): number | undefined => {
  if (clock === 'undated') return undefined;
  if (clock === 'future') return at + TWENTY_YEARS;
  return clock === 'past' ? 0 : at;
};

/** The event of something that happened at a moment. */
export const eventAt = (
  id: string,
  moment: Moment,
  contentIn: (format: Format) => Content,
): HistoricEvent => ({
  id,
  sentAt: moment.at + 250,
  dated: moment.clock === 'plain',
  write: (version) => {
    const time = timeIn(version);
    const stated = statedTime(moment);
    const updated = stated === undefined ? undefined : time(stated);
    const amount = (value: number) => (version === '2019-09-09' ? String(value) : value);
    const format = { version, sparse: moment.sparse, updated, time, amount };
    const { name, data, account, app } = contentIn(format);
    const older = { accountId: account, createdAt: updated, sourceId: null };
    return Buffer.from(
      JSON.stringify({
        id,
        name,
        account_id: account,
        app_id: app,
        ...(version < ONE_CASING ? older : { org_id: null }),
        data,
        created_at: updated,
        version,
      }),
    );
  },
});

/** When every history begins. */
export const START = Date.UTC(2026, 2, 1, 10);

/** The data with its fields' names in camelCase, as accounts had them before {@link ONE_CASING}. */
export const inCasingOf = (version: ApiVersion, data: object): object =>
  version >= ONE_CASING
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
