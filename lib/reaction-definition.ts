import * as v from 'valibot';
import { changeKinds, isObjectName } from '../functions/shared/change/kinds.ts';
import { filterPolicyOf } from '../functions/shared/change/on.ts';
import { USUAL_TIMEOUT_SECONDS } from '../functions/shared/reaction/limits.ts';
import { wholeNumberBetween } from './validation.ts';

/** One text, or any of several. */
const anyOf = <Schema extends v.GenericSchema<string, string>>(one: Schema) =>
  v.union([one, v.pipe(v.array(one), v.minLength(1, 'name at least one, or leave it out'))]);

const objectName = v.pipe(
  v.string(),
  v.check(isObjectName, 'name a kind of record: functions/RECORDS.md'),
);

/**
 * Of the values that a filter policy lists for its attributes, by which SNS limits it.
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
const MOST_COMBINATIONS = 150;

const on = v.pipe(
  v.strictObject({
    object: anyOf(objectName),
    becomes: v.optional(anyOf(v.string())),
    from: v.optional(anyOf(v.string())),
    account: v.optional(anyOf(v.string())),
    kind: v.optional(anyOf(v.picklist(changeKinds))),
  }),
  v.check(
    (wish) =>
      Object.values(filterPolicyOf(wish)).reduce((product, { length }) => product * length, 1) <=
      MOST_COMBINATIONS,
    `the numbers of values, multiplied, are more than ${MOST_COMBINATIONS}: make it several reactions`,
  ),
);

/** What a stack sets itself, or Lambda does. */
const reserved = /^(?:AWS_|LAMBDA_|(?:REACTION|EFFECTS_TABLE|QUEUE_URL|METRICS_NAMESPACE)$)/;

/** What infrastructure is made of, of a reaction as it was written. */
export const reactionDefinition = v.looseObject({
  on,
  // The text of an alarm holds 1,024 characters, and most of them are links.
  errorImpact: v.pipe(
    v.string(),
    v.regex(
      /^\S[^\n]{1,148}\.$/,
      'state what a person loses, in a sentence of at most 150 characters',
    ),
  ),
  timeoutSeconds: v.optional(wholeNumberBetween(1, 600), USUAL_TIMEOUT_SECONDS),
  lateMinutes: v.optional(wholeNumberBetween(1, 20_160)),
  tables: v.optional(
    v.array(
      v.pipe(v.string(), v.regex(/^[\w.-]{3,255}$/, 'give the name of a table, not its ARN')),
    ),
    [],
  ),
  environment: v.optional(
    v.record(
      v.pipe(
        v.string(),
        v.regex(/^[A-Za-z]\w+$/, 'name a variable by letters, digits and _'),
        v.check((name) => !reserved.test(name), 'Lambda or the pipeline sets this variable itself'),
      ),
      v.string(),
    ),
    {},
  ),
});
