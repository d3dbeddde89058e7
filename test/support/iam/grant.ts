import * as v from 'valibot';
import type { Call } from './call.ts';

const many = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((one) => [one].flat()),
);

/** The statements of a policy that allows, as a template has them. */
export const statements = v.array(
  v.object({
    Effect: v.literal('Allow'),
    Action: many,
    Resource: many,
    Condition: v.optional(v.record(v.string(), v.record(v.string(), many)), {}),
  }),
);

/** One action on one resource that a policy allows. */
export interface Grant {
  readonly action: string;
  /** ARN with the wildcards of IAM. */
  readonly resource: string;
  readonly conditions: v.InferOutput<typeof statements>[number]['Condition'];
}

/** The permissions of statements, one by one. */
export const grantsOf = (allowed: v.InferOutput<typeof statements>): readonly Grant[] =>
  allowed.flatMap(({ Action, Resource, Condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) => ({ action, resource, conditions: Condition })),
    ),
  );

const matches = (value: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  ).test(value);

type Comparison = (value: string, expected: readonly string[]) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: (value, expected) => expected.includes(value),
  StringLike: (value, expected) => expected.some((one) => matches(value, one)),
  StringNotLike: (value, expected) => !expected.some((one) => matches(value, one)),
};

/** Whether a condition holds. @param found the values that the request carries under its key. */
const holds = (operator: string, expected: readonly string[], found: readonly string[] = []) => {
  const [, set, name = '', ifExists] = /^(ForAllValues:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const compare = comparisons[name];
  if (!compare) throw new Error(`The operator ${operator} is not expected in these policies`);
  if (found.length === 0) return set !== undefined || ifExists !== undefined;
  return found.every((value) => compare(value, expected));
};

/** Whether a permission allows a call, as IAM evaluates it. */
export const allows = ({ action, resource, conditions }: Grant, call: Call): boolean =>
  action === call.action &&
  matches(call.resource, resource) &&
  Object.entries(conditions).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) => holds(operator, expected, call.keys[key])),
  );
