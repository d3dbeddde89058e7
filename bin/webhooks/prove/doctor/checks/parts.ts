import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { quoted, startLine } from '../../../terminal/command-line.ts';
import { Failure } from '../../../terminal/failure.ts';
import { type Check, type CheckFinding, ok, problem } from '../check.ts';

/** The pipeline exists. */
export const pipeline: Check = {
  name: 'pipeline',
  after: ['credentials', 'stacks'],
  run: async ({ target, stage }) => {
    try {
      const { outputs } = await target();
      return [ok(`Webhooks go to ${outputs.webhookUrl}.`)];
    } catch (error) {
      if (stage || !(error instanceof Failure)) throw error;
      return [problem(error.message, startLine())];
    }
  },
};

/** The tables are active and, on AWS, have point-in-time recovery. */
export const tables: Check = {
  name: 'tables',
  after: ['pipeline'],
  run: async ({ target, stage }) => {
    const { outputs, dynamodb } = await target();
    const { controlTable = [] } = outputs;
    const names = [...Object.values(outputs.tables), controlTable].flat();
    const findings: CheckFinding[] = [];
    for (const TableName of names) {
      const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
      if (Table?.TableStatus !== 'ACTIVE')
        findings.push(
          problem(
            `The table ${TableName} is ${Table?.TableStatus ?? 'in an unknown state'}: it may refuse writes.`,
            stage &&
              `aws dynamodb describe-table --table-name ${quoted(TableName)}${stage.awsFlags}`,
          ),
        );
      if (stage && !(await stage.restorable(TableName)))
        findings.push(
          problem(
            `The table ${TableName} has no point-in-time recovery: what is deleted by mistake cannot be restored.`,
            `aws dynamodb update-continuous-backups --table-name ${quoted(TableName)} --point-in-time-recovery-specification PointInTimeRecoveryEnabled=true${stage.awsFlags}`,
          ),
        );
    }
    if (findings.length > 0) return findings;
    return [
      ok(
        `${names.length} tables are active${stage ? ', with point-in-time recovery' : ' (no point-in-time recovery on this machine)'}.`,
      ),
    ];
  },
};
