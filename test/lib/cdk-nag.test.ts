import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import cdk from '../../cdk.json' with { type: 'json' };
import { addStacks } from '../../lib/stacks.ts';
import { stageFrom } from '../../lib/stages.ts';
import { emptyApp, pipelineOf } from './synthesized.ts';

const usual = process.env['CDK_VALIDATION'];
beforeAll(() => {
  delete process.env['CDK_VALIDATION'];
});
afterAll(() => {
  process.env['CDK_VALIDATION'] = usual;
});

describe("CDK's own rules and the AwsSolutions and serverless rules of cdk-nag", () => {
  const checkedApp = () => {
    const app = emptyApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    return app;
  };
  const { stages } = cdk.context;
  const stageWith = (kmsKey: true | string) => stageFrom({ dev: { ...stages.dev, kmsKey } });

  it.each([
    ['dev', pipelineOf('dev').stage],
    ['prod', pipelineOf('prod').stage],
    ['a stage with its own keys', stageWith(true)],
    [
      'a stage with the key that it names',
      stageWith('arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11'),
    ],
  ])('find nothing in %s', (_which, stage) => {
    const app = checkedApp();
    addStacks(app, { ...pipelineOf('dev'), stage });
    expect(() => app.synth()).not.toThrow();
  });

  it('would find a queue that accepts plain HTTP', () => {
    const app = checkedApp();
    new Queue(new Stack(app, 'careless'), 'Queue');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });

  it('would find a property that CloudFormation refuses', () => {
    const app = checkedApp();
    const properties = { VisibilityTimeout: 'soon' };
    new CfnResource(new Stack(app, 'careless'), 'Queue', { type: 'AWS::SQS::Queue', properties });
    expect(() => app.synth()).toThrow('VisibilityTimeout');
  });
});
