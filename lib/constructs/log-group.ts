import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';
import { logsKey } from './encryption.ts';

/** What becomes of a log group with its stack. */
interface StageLogGroupOptions {
  /** Whether what is in it would be missed: then a stage that retains what it stores retains it too. */
  readonly isEvidence?: boolean;
}

/** A log group that keeps lines for as long as the stage is set to, under the stage's key if it has one. */
export class StageLogGroup extends LogGroup {
  constructor(
    scope: Construct,
    id: string,
    stage: StageSettings,
    logGroupName: string,
    { isEvidence = false }: StageLogGroupOptions = {},
  ) {
    const encryptionKey = logsKey(scope, stage);
    super(scope, id, {
      logGroupName,
      retention: stage.logRetentionDays,
      removalPolicy: isEvidence ? stage.removalPolicy : RemovalPolicy.DESTROY,
      ...(encryptionKey && { encryptionKey }),
    });
  }
}
