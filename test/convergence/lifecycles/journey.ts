/** Events of one object in the order in which they happened: names and data. */
type Steps = readonly (readonly [name: string, data: object])[];

/** An object's path through its lifecycle, and where it must end. */
export interface Journey {
  readonly title: string;
  /** `<pk> <sk>` of the record with the object's state. */
  readonly record: string;
  readonly steps: Steps;
  /** What the record states in the end. */
  readonly end: object;
  /** What it states when all of it happened in one second. */
  readonly tied: object;
}

/** Events of a family by the endings of their names; these carry the status that no body states. */
export const events = (family: string, endings: string, data: object): Steps =>
  endings.split(' ').map((ending) => [`${family}.${ending}`, data]);

/** A journey that ends alike whether its events are apart or in one second, unless stated otherwise. */
export const journey = (
  title: string,
  record: string,
  steps: Steps,
  end: object,
  tied: object = end,
): Journey => ({ title, record, steps, end, tied });
