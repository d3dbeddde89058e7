import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageSettings } from '../stages.ts';
import { logsKey } from './encryption.ts';

/** A log group that is kept for as long as the stage is set to, under the stage's key if it has one. */
export class StageLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, stage: StageSettings, logGroupName: string) {
    const encryptionKey = logsKey(scope, stage);
    super(scope, id, {
      logGroupName,
      retention: stage.logRetentionDays,
      // Nothing that would be missed is only in logs.
      removalPolicy: RemovalPolicy.DESTROY,
      ...(encryptionKey && { encryptionKey }),
    });
  }
}
