import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue, PutItemCommandInput } from '@aws-sdk/client-dynamodb';

type Item = Readonly<Record<string, AttributeValue>>;

/** The condition of a write request. */
export type Condition = Pick<
  PutItemCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

const lexeme = /attribute_not_exists|contains|[#:]?\w+|[<=()]/g;

/**
 * Whether a condition holds for the stored item. Implements `<` and `=` between an attribute and a value,
 * `attribute_not_exists`, `contains` of a list, NOT, AND, OR and parentheses, which is what the store writes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export const holds = (condition: Condition, item: Item | undefined): boolean => {
  const { ConditionExpression = '', ExpressionAttributeNames: names = {} } = condition;
  if (ConditionExpression === '') return true;
  const words = ConditionExpression.match(lexeme) ?? [];
  let position = 0;
  const next = (): string => words[position++] ?? '';
  const took = (word: string): boolean => words[position] === word && next() === word;
  const attribute = (name: string): AttributeValue | undefined => item?.[names[name] ?? name];

  const comparison = (): boolean => {
    const left = attribute(next());
    const operator = next();
    const right = condition.ExpressionAttributeValues?.[next()];
    if (operator === '=') return left !== undefined && isDeepStrictEqual(left, right);
    return left?.S !== undefined && right?.S !== undefined && left.S < right.S;
  };
  const term = (): boolean => {
    if (took('(')) {
      const inner = either();
      next();
      return inner;
    }
    if (took('NOT')) return !term();
    if (took('contains')) {
      next();
      const list = attribute(next())?.L ?? [];
      const value = condition.ExpressionAttributeValues?.[next()];
      next();
      return list.some((one) => isDeepStrictEqual(one, value));
    }
    if (!took('attribute_not_exists')) return comparison();
    next();
    const absent = attribute(next()) === undefined;
    next();
    return absent;
  };
  const both = (): boolean => {
    let result = term();
    while (took('AND')) result = term() && result;
    return result;
  };
  const either = (): boolean => {
    let result = both();
    while (took('OR')) result = both() || result;
    return result;
  };
  return either();
};
