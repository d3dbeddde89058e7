import { descriptionOf } from '../functions/shared/interface/attribute.ts';
import { partsOf } from '../functions/shared/interface/definition.ts';
import { metadata } from '../functions/shared/interface/metadata.ts';
import type { Shape } from '../functions/shared/schema/shape.ts';
import { definitionsIn, type Interface, type NamedDefinition } from './reading.ts';

/*
 * The types of the package as text: schemas have types of their own, but those are Valibot's, of which
 * whoever installs the package needs nothing.
 */

const comment = (text: string, indent: string): string => `${indent}/** ${text} */\n`;

const quoted = (text: string): string => `'${text}'`;

/** What a comment adds to an attribute's meaning. */
const unitOf = (unit: string | undefined): string => (unit === undefined ? '' : ` Unit: ${unit}.`);

const scalarOf = (attribute: Shape): string => {
  const { type, words } = descriptionOf(attribute);
  if (attribute.type === 'boolean') return 'boolean';
  if (words) return [...words.map(quoted), '(string & {})'].join(' | ');
  if (type === 'amount' || type === 'number') return 'Decimal';
  return type === 'time' ? 'Time' : 'string';
};

/** The type of an attribute. */
const typeOf = (attribute: Shape, indent: string): string => {
  const { entries, item } = attribute;
  if (item) return `readonly ${typeOf(item, indent)}[]`;
  return entries ? objectType({ entries }, indent) : scalarOf(attribute);
};

/** The type of an object of attributes, each with its meaning as a comment. */
const objectType = ({ entries = {} }: Pick<Shape, 'entries'>, indent: string): string => {
  const inner = `${indent}  `;
  const lines = Object.entries(entries).map(([name, entry]) => {
    const attribute = entry.wrapped ?? entry;
    const { meaning, unit } = descriptionOf(attribute);
    const optional = entry.wrapped === undefined ? '' : '?';
    return `${comment(`${meaning}${unitOf(unit)}`, inner)}${inner}readonly ${name}${optional}: ${typeOf(attribute, inner)};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
};

/** `PaymentIntentRecord`. */
const typeName = ({ name }: Pick<NamedDefinition, 'name'>): string =>
  `${name.replaceAll(/(?:^|_)([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Record`;

/** The type of keys of a pattern. */
const keyType = (pattern: string): string =>
  pattern.includes('<') ? `\`${pattern.replaceAll(/<\w+>/g, '$' + '{string}')}\`` : quoted(pattern);

const recordType = (definition: NamedDefinition): string => {
  const { name, domain, pk, sk, meaning, schema } = definition;
  const parts = [...partsOf(pk), ...partsOf(sk)]
    .map((part) => ` readonly ${part}: string;`)
    .join('');
  return [
    `/** ${meaning} */`,
    `export interface ${typeName(definition)} {`,
    `  readonly domain: ${quoted(domain)};`,
    `  readonly record: ${quoted(name)};`,
    `  /** An identifier that cannot be part of a key is \`sha256:\` and its digest there. */`,
    `  readonly key: { readonly pk: ${keyType(pk)}; readonly sk: ${keyType(sk)};${parts} };`,
    `  readonly attributes: ${objectType(schema, '  ')};`,
    '  readonly metadata: RecordMetadata;',
    '}',
  ].join('\n');
};

/** What is the same whatever the records are. */
const api = `/** An item that is no record, or not one that this version of the interface can read. */
export declare class UnreadableItem extends Error {
  override readonly name: 'UnreadableItem';
}

/**
 * Reads a record from an item of a state table, as the AWS SDK gives it or unmarshalled. An attribute
 * that a later version of the interface added is ignored.
 * @throws UnreadableItem
 */
export declare const readRecord: (item: { readonly [name: string]: unknown }) => AnyRecord;

/** A schema by Standard Schema, which many libraries take: https://standardschema.dev */
export interface RecordSchema<Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => SchemaResult<Output> | Promise<SchemaResult<Output>>;
    readonly types?: { readonly input: Output; readonly output: Output } | undefined;
  };
}

/** What a schema made of a value. */
export type SchemaResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

/** The schema of each kind of record, as readRecord returns it. */
export declare const schemas: { readonly [Name in keyof Records]: RecordSchema<Records[Name]> };

/** The version of the interface: what is added raises the minor, any other change the major. */
export declare const interfaceVersion: string;
`;

/** The types of values that JSON has no type for. */
export const valueTypes = `/** An exact number: as many digits as Airwallex sent, without an exponent. */
export type Decimal = string;

/** A moment in UTC, \`2026-03-01T12:00:00.000Z\`: texts of times sort. */
export type Time = string;`;

/** The attributes of each kind of record, by its name. */
export const attributeTypesOf = (domains: Interface): string => {
  const types = definitionsIn(domains).map(
    ({ name, meaning, schema }) =>
      `${comment(meaning, '  ')}  readonly ${name}: ${objectType(schema, '  ')};`,
  );
  return `/** The attributes of each kind of record, by its name. */\nexport interface RecordAttributes {\n${types.join('\n')}\n}`;
};

/** The declarations of the package. */
export const declarationsOf = (domains: Interface): string => {
  const definitions = definitionsIn(domains);
  const names = definitions.map((one) => `  readonly ${one.name}: ${typeName(one)};`);
  return [
    valueTypes,
    `/** Why a record is what it is, and how indexes find it. */\nexport interface RecordMetadata ${objectType(metadata, '')}`,
    ...definitions.map(recordType),
    `/** Every kind of record, by its name. */\nexport interface Records {\n${names.join('\n')}\n}`,
    '/** A record of any kind: `record` names the kind. */\nexport type AnyRecord = Records[keyof Records];',
    api,
  ].join('\n\n');
};

/**
 * The declarations of the ledger.
 * @param report the types of its results.
 */
export const ledgerDeclarations = (
  report: string,
): string => `import type { AnyRecord } from './index.js';

${report}
/**
 * The spend that records of card spend describe: what is authorized, held, released, cleared, given back and
 * posted. Pure, and independent of the order, repetition and API version of the webhooks.
 * @param about keys of objects, such as \`transaction#<id>\`: only the groups that contain one of them.
 */
export declare const cardSpendOf: (
  records: readonly AnyRecord[],
  about?: readonly string[],
) => CardSpend;

/**
 * The keys of the messages that the records of an authorization or a lifecycle refer to, for a BatchGetItem:
 * only a message's own record states whether it still counts.
 */
export declare const messageKeysOf: (
  records: readonly AnyRecord[],
) => readonly { readonly pk: string; readonly sk: string }[];

/** The \`pk\` of the objects that have a part in what records describe. */
export declare const collectionsOf: (records: readonly AnyRecord[]) => readonly string[];
`;

/**
 * The declarations of changes.
 * @param types those of `functions/shared/change/change.ts`, a module that imports those of records.
 */
export const changeDeclarations = (
  types: string,
): string => `import type { RecordSchema, Records, Time } from './index.js';

/** The attributes of each kind of record, by its name. */
export type RecordAttributes = {
  readonly [Name in keyof Records]: Records[Name]['attributes'];
};

${types.slice(types.indexOf('/**'))}
/** A text that is no change, or not one that this version of the interface can read. */
export declare class UnreadableChange extends Error {
  override readonly name: 'UnreadableChange';
}

/**
 * Reads a change from the body of a message, or from what was parsed of it. A field that a later version of
 * the interface added is ignored.
 * @throws UnreadableChange
 */
export declare const readChange: (input: unknown) => Change;

/** The schema of the changes of each kind of record, as readChange returns them. */
export declare const changeSchemas: {
  readonly [Name in keyof Records]: RecordSchema<Change<Name>>;
};

/** The values that each attribute of a message may have, as a filter policy of SNS. */
export declare const filterPolicyOf: <const Name extends ObjectName>(
  on: On<Name>,
) => Readonly<Record<string, readonly string[]>>;
`;

/**
 * The declarations of reactions.
 * @param types those of `functions/shared/reaction/definition.ts`, a module that imports those of changes.
 */
export const reactionDeclarations = (
  types: string,
): string => `import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Change, ObjectName, On } from './changes.js';

${types.slice(types.indexOf('/**'), types.indexOf('/** The same without the types of the kind'))}
/** The handler of a Lambda function whose event source is a FIFO queue, with partial batch responses. */
export type Reaction = (
  batch: { readonly Records: readonly object[] },
  context?: { getRemainingTimeInMillis(): number },
) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;

/**
 * What shall happen when records change. The environment is read at the first call: REACTION, a name of its
 * own; EFFECTS_TABLE, a table with the key \`pk\`; QUEUE_URL, that of its queue; METRICS_NAMESPACE.
 */
export declare const reaction: <const Name extends ObjectName>(
  definition: ReactionDefinition<Name>,
) => Reaction;
`;
