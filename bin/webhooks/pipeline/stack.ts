import { type CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';

/** A stack as CloudFormation describes it. */
export interface Stack {
  readonly status: string;
  /** Values of its outputs, by their names. */
  readonly outputs: ReadonlyMap<string, string>;
}

/** CloudFormation has no error of its own for it. */
const isAbsent = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'ValidationError' &&
  error.message.includes('does not exist');

/** A stack by its name; undefined where there is none. */
export const stackNamed = async (
  client: CloudFormationClient,
  name: string,
): Promise<Stack | undefined> => {
  try {
    const { Stacks: [stack] = [] } = await client.send(
      new DescribeStacksCommand({ StackName: name }),
    );
    if (!stack) return undefined;
    const { StackStatus: status = '?', Outputs = [] } = stack;
    const outputs = Outputs.map(({ OutputKey = '', OutputValue = '' }): [string, string] => [
      OutputKey,
      OutputValue,
    ]);
    return { status, outputs: new Map(outputs) };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
};
