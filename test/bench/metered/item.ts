import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** An item as DynamoDB's JSON protocol writes it: bytes are base64. */
export type WireItem = Readonly<Record<string, WireValue>>;
type WireValue = Omit<AttributeValue, 'B' | 'L' | 'M'> & {
  readonly B?: string;
  readonly L?: readonly WireValue[];
  readonly M?: WireItem;
};

const sum = (values: readonly number[]): number => values.reduce((total, each) => total + each, 0);

/** Two digits a byte, one more byte, and one for a minus. */
const bytesOfNumber = (text: string): number => {
  const digits = text.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '');
  return Math.ceil(digits.length / 2) + 1 + (text.startsWith('-') ? 1 : 0);
};

const bytesOfValue = ({ S, N, B, L, M }: WireValue): number => {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return bytesOfNumber(N);
  if (B !== undefined) return Buffer.from(B, 'base64').length;
  if (L !== undefined) return 3 + sum(L.map((value) => 1 + bytesOfValue(value)));
  if (M !== undefined) return 3 + Object.keys(M).length + bytesOf(M);
  return 1;
};

/**
 * Bytes of an item as DynamoDB counts them.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const bytesOf = (item: WireItem): number =>
  sum(Object.entries(item).map(([name, value]) => Buffer.byteLength(name) + bytesOfValue(value)));

/** Write units that an item of this size costs. */
export const unitsOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1_024));
