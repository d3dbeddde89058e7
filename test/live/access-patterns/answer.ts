import type { Plain } from './ask.ts';

/** What answers a question of the table. */
export interface Answer {
  /** What its placeholders are. */
  readonly names?: Readonly<Record<string, string>>;
  /** The table that `its domain's` is. */
  readonly table?: string;
  readonly check: (items: readonly Plain[]) => void;
}

/** Events for the tables to hold, and the answers that follow from them, by question. */
export interface Answers {
  readonly events: readonly Buffer[];
  readonly answers: Readonly<Record<string, Answer>>;
}

/** An event as Airwallex sends it. */
export const event = (
  id: string,
  name: string,
  created_at: string,
  data: unknown,
  envelope: Readonly<Record<string, unknown>> = {},
): Buffer => Buffer.from(JSON.stringify({ id, name, created_at, ...envelope, data }));

/** The keys of items: object and record. */
export const keysOf = (items: readonly Plain[]): readonly string[] =>
  items.map(({ pk, sk }) => `${pk} ${sk}`);

/** An answer of exactly these items, in this order, of which these attributes are given. */
export const exactly =
  (...expected: readonly Plain[]): Answer['check'] =>
  (items) => {
    expect(items).toMatchObject(expected);
    expect(items).toHaveLength(expected.length);
  };

/** An answer that has these items among others. */
export const among =
  (...expected: readonly Plain[]): Answer['check'] =>
  (items) =>
    expect(items).toEqual(
      expect.arrayContaining(expected.map((item) => expect.objectContaining(item))),
    );
