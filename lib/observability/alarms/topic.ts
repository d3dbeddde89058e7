import { Aws, RemovalPolicy, Validations } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { StageSettings } from '../../stages.ts';

/** Where every alarm of a stage goes, and whoever the stage names to be written to. */
export class AlarmTopic extends Construct {
  readonly action: IAlarmAction;

  constructor(scope: Construct, id: string, { name, names, alarms }: StageSettings) {
    super(scope, id);
    const cloudwatch = new ServicePrincipal('cloudwatch.amazonaws.com');
    // Of this account: what CloudWatch does for another is not our alarms.
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
    const conditions = { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } };
    // A key of our own: CloudWatch may not use the one that AWS manages for SNS.
    // https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
    const masterKey = new Key(this, 'Key', {
      description: `Encrypts the alarms of ${names.alarms}`,
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    masterKey.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudwatch],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions,
      }),
    );
    const topic = new Topic(this, 'Topic', {
      topicName: names.alarms,
      displayName: `Airwallex webhooks (${name})`,
      masterKey,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [cloudwatch],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions,
      }),
    );
    if (alarms.email !== undefined) {
      const subscription = topic.addSubscription(new EmailSubscription(alarms.email));
      Validations.of(subscription).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason:
          'No one reads a queue of unsent mails; the alarm stays in the console for all to see.',
      });
    }
    this.action = new SnsAction(topic);
  }
}
