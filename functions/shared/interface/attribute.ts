import * as v from 'valibot';

/*
 * The kinds of attribute that records are made of. Each is a Valibot schema of the attribute as
 * `readRecord` returns it, with its type, unit and meaning as metadata: types, JSON Schemas and
 * documents derive from these. No function that is deployed has them.
 */

/** An attribute of a record. */
export type Attribute = v.GenericSchema;

/** What an attribute is beside its form. */
export interface Description {
  /** As a document names it. */
  readonly type: string;
  readonly unit?: string;
  /** The known values: Airwallex may send others. */
  readonly words?: readonly string[];
}

/** The description goes into JSON Schemas as it is. */
const described = (
  schema: Attribute,
  meaning: string,
  { type, unit, words }: Description,
): Attribute =>
  v.pipe(
    schema,
    v.description(meaning),
    v.metadata({
      'x-type': type,
      ...(unit !== undefined && { 'x-unit': unit }),
      ...(words !== undefined && { examples: words }),
    }),
  );

/** What an attribute is beside its form: the reverse of the functions below. */
export const descriptionOf = (attribute: Attribute): Description & { readonly meaning: string } => {
  const { 'x-type': type, 'x-unit': unit, examples: words } = v.getMetadata(attribute);
  return {
    type: typeof type === 'string' ? type : attribute.type,
    ...(typeof unit === 'string' && { unit }),
    ...(Array.isArray(words) && { words: words.map(String) }),
    meaning: v.getDescription(attribute) ?? '',
  };
};

/** A text in Airwallex's or a person's words. */
export const text = (meaning: string): Attribute =>
  described(v.string(), meaning, { type: 'text' });

/** A text in the form that a pattern describes. */
export const textLike = (pattern: RegExp, meaning: string): Attribute =>
  described(v.pipe(v.string(), v.regex(pattern)), meaning, { type: 'text' });

/** The id of an object. */
export const idOf = (kind: string, meaning: string): Attribute =>
  described(v.string(), meaning, { type: `id of \`${kind}\`` });

/** One of Airwallex's words, such as a status: those that are known today. */
export const word = (words: readonly string[], meaning: string): Attribute =>
  described(v.string(), meaning, { type: 'word', words });

/** A moment, UTC with milliseconds, in the one form that sorts as text. */
export const time = (meaning: string): Attribute =>
  described(
    v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.isoTimestamp()),
    meaning,
    { type: 'time', unit: 'UTC' },
  );

const decimalText = v.pipe(v.string(), v.regex(/^-?\d+(?:\.\d+)?$/));

/** An amount of money, exact, in major units (12.5 is twelve and a half dollars). */
export const money = (meaning: string, currency: string): Attribute =>
  described(decimalText, meaning, { type: 'amount', unit: `major units of ${currency}` });

/** A number that is no amount of money, exact. */
export const number = (meaning: string, unit: string): Attribute =>
  described(decimalText, meaning, { type: 'number', unit });

/** A currency, as ISO 4217 writes it. */
export const currency = (meaning: string): Attribute =>
  described(v.string(), meaning, { type: 'currency', unit: 'ISO 4217' });

/** A number of things, as a JSON number. */
export const count = (meaning: string): Attribute =>
  described(v.pipe(v.number(), v.integer()), meaning, { type: 'count' });

/** Whether something is so. */
export const flag = (meaning: string): Attribute =>
  described(v.boolean(), meaning, { type: 'flag' });

/** Several texts. */
export const texts = (meaning: string): Attribute =>
  described(v.array(v.string()), meaning, { type: 'list of texts' });

/** The ids of several objects. */
export const idsOf = (kind: string, meaning: string): Attribute =>
  described(v.array(v.string()), meaning, { type: `list of ids of \`${kind}\`` });

/** Attributes by name. */
export type Attributes = Readonly<Record<string, Attribute>>;

/** An object of attributes, of which any may be absent but those named. */
export const objectOf = (attributes: Attributes, always: readonly string[] = []) =>
  v.object(
    Object.fromEntries(
      Object.entries(attributes).map(([name, attribute]) => [
        name,
        always.includes(name) ? attribute : v.exactOptional(attribute),
      ]),
    ),
  );

/** Attributes inside an attribute. */
export const group = (meaning: string, attributes: Attributes): Attribute =>
  described(objectOf(attributes), meaning, { type: 'group' });

/** A list of such groups. */
export const groups = (meaning: string, attributes: Attributes): Attribute =>
  described(v.array(objectOf(attributes)), meaning, { type: 'list of groups' });
