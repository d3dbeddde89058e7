import {
  type DynamoDBClient,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableProperties } from '../cloud/properties.ts';

type Wanted = TableProperties['StreamSpecification'];

/** The stream that a table gets when it is created. */
export const streamOf = (wanted: Wanted) =>
  wanted && { StreamSpecification: { ...wanted, StreamEnabled: true } };

/**
 * Enables or disables the stream of an existing table, as the template has it: what is written while it
 * is disabled is no change for anybody.
 */
export const provideStream = async (
  dynamodb: DynamoDBClient,
  { TableName, StreamSpecification: current }: TableDescription,
  wanted: Wanted,
): Promise<void> => {
  const isEnabled = current?.StreamEnabled ?? false;
  if (isEnabled === (wanted !== undefined)) return;
  const { StreamSpecification = { StreamEnabled: false } } = streamOf(wanted) ?? {};
  await dynamodb.send(new UpdateTableCommand({ TableName, StreamSpecification }));
};
