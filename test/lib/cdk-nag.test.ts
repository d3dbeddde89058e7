import { CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { addStacks } from '../../lib/stacks.ts';
import { emptyApp, pipelineOf, pipelineWith, reactingWith } from './synthesized.ts';

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
  const given = 'arn:aws:kms:eu-west-1:123456789012:key/0f9c2c6e-9d1d-4b1a-9a52-2d2f6b1c0e11';

  const operators = { trust: ['arn:aws:iam::123456789012:role/people'] };
  const domain = {
    name: 'hooks.example.com',
    certificateArn: 'arn:aws:acm:eu-west-1:123456789012:certificate/0f9c2c6e-9d1d',
  };

  it.each([
    ['dev', pipelineOf('dev')],
    ['prod', pipelineOf('prod')],
    ['a stage with its own keys', pipelineWith({ kmsKey: true })],
    ['a stage with the key that it names', pipelineWith({ kmsKey: given })],
    [
      'a stage with its own keys and hourly checks',
      pipelineWith({ kmsKey: true, hourlyChecks: true }),
    ],
    ['a stage with a domain of its own', pipelineWith({ domain }, 'prod')],
    ['prod with operators', pipelineWith({ operators }, 'prod')],
    ['a stage with operators, changes and its own keys', reactingWith({ operators, kmsKey: true })],
    ['prod with changes and a reaction', reactingWith({}, 'prod')],
    ['a stage with changes and its own keys', reactingWith({ kmsKey: true })],
    ['a stage with changes and the key that it names', reactingWith({ kmsKey: given })],
  ])('find nothing in %s', (_which, pipeline) => {
    const app = checkedApp();
    addStacks(app, pipeline);
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
