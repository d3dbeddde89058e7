import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import type { Construct } from 'constructs';
import { transformSync } from 'esbuild';
import { filteredNames, filterPolicyOf } from '../../../functions/shared/change/on.ts';
import { namesOf } from '../../../lib/names.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { plain, propertiesOf } from '../synthesized.ts';

/*
 * The lines of CDK by which an application subscribes a queue of its own, as lib/README.md shows them:
 * the test runs these and no others.
 */

const readme = readFileSync(join(projectRoot, 'lib/README.md'), 'utf8');
const [, section = ''] = readme.split('### A queue of your own\n');
const [, lines = ''] = /^```ts\n([\s\S]+?)^```$/m.exec(section) ?? [];

/** What the lines export, run as they are. */
const exported = (): Record<string, new (scope: Construct, id: string) => Construct> => {
  const { code } = transformSync(lines, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  new Function('require', 'module', 'exports', code)(
    createRequire(import.meta.filename),
    module,
    module.exports,
  );
  return module.exports;
};

const stack = new Stack(new App({ context: flags, analyticsReporting: false }), 'application');
for (const [name, Subscriber] of Object.entries(exported())) new Subscriber(stack, name);
const template = Template.fromStack(stack);

const topicArn = `arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:${namesOf('prod').changesTopic}`;
const queues = Object.entries(template.findResources('AWS::SQS::Queue'));
const [queueId = ''] = queues.flatMap(([id, { Properties }]) =>
  Properties.RedrivePolicy ? [id] : [],
);
const [deadLettersId = ''] = queues.flatMap(([id, { Properties }]) =>
  Properties.RedrivePolicy ? [] : [id],
);
const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('the lines of CDK for a queue of your own', () => {
  it('make a FIFO queue with a dead-letter queue', () => {
    expect(queues).toHaveLength(2);
    template.allResourcesProperties('AWS::SQS::Queue', { FifoQueue: true });
    template.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLettersId), maxReceiveCount: 10 },
    });
  });

  it('subscribe it to the topic of the stage, to the bare changes that a reaction would ask for', () => {
    const [subscription, ...others] = propertiesOf(template, 'AWS::SNS::Subscription');
    expect(others).toEqual([]);
    expect(plain(subscription.TopicArn)).toBe(topicArn);
    expect(subscription).toMatchObject({
      Protocol: 'sqs',
      Endpoint: arnOf(queueId),
      RawMessageDelivery: true,
      RedrivePolicy: { deadLetterTargetArn: arnOf(deadLettersId) },
      FilterPolicy: filterPolicyOf({ object: 'payment_intent', becomes: 'SUCCEEDED' }),
    });
    // By attributes, which is what SNS does where nothing is stated.
    expect(subscription.FilterPolicyScope ?? 'MessageAttributes').toBe('MessageAttributes');
  });

  it.each([
    ['queue', queueId],
    ['dead-letter queue', deadLettersId],
  ])('let the topic send to the %s, and nobody else, and refuse plain HTTP', (_which, id) => {
    const statements = propertiesOf(template, 'AWS::SQS::QueuePolicy')
      .filter(({ Queues }) => Queues.some(({ Ref }: { Ref: string }) => Ref === id))
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const [allowed, ...more] = statements.filter(({ Effect }) => Effect === 'Allow');
    expect(more).toEqual([]);
    expect(allowed).toMatchObject({
      Action: 'sqs:SendMessage',
      Principal: { Service: 'sns.amazonaws.com' },
      Resource: arnOf(id),
    });
    expect(plain(allowed.Condition.ArnEquals['aws:SourceArn'])).toBe(topicArn);
    expect(statements.filter(({ Effect }) => Effect === 'Deny')).toMatchObject([
      { Action: 'sqs:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  it('are followed by the names by which a filter can ask', () => {
    for (const name of filteredNames) expect(section).toContain(`\`${name}\``);
  });
});
