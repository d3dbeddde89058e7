/** The position of a value: names of fields and indexes of lists, from the top down. */
export type Place = readonly (string | number)[];

/** Every place inside a value. */
export const placesIn = (value: unknown): readonly Place[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return inside.flatMap(([step, inner]): Place[] => [
    [step],
    ...placesIn(inner).map((place) => [step, ...place]),
  ]);
};

const MARK = '\u2603 here \u2603';

const marked = (value: unknown, [step, ...rest]: Place): unknown => {
  if (step === undefined) return MARK;
  if (Array.isArray(value)) return value.map((one, at) => (at === step ? marked(one, rest) : one));
  const inner: unknown = Reflect.get(Object(value), step);
  return { ...Object(value), [step]: marked(inner, rest) };
};

/** A value as JSON text, with other JSON text put in one of its places. */
export const put = (value: unknown, place: Place, json: string): string =>
  JSON.stringify(marked(value, place)).replace(JSON.stringify(MARK), () => json);
