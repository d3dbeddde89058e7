import { Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { addStacks } from '../../lib/stacks.ts';
import { emptyApp, golden, pipelineOf, templatesOf } from './synthesized.ts';

it('deploys exactly these templates', () => {
  const { data, service } = templatesOf(pipelineOf('dev'));
  expect(golden(data)).toMatchSnapshot('data');
  expect(golden(service)).toMatchSnapshot('service');
});

describe("cdk-nag's checks of a solution and of what is serverless", () => {
  const checkedApp = () => {
    const app = emptyApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    return app;
  };

  it.each(['dev', 'prod'])('find nothing in %s', (stage) => {
    const app = checkedApp();
    addStacks(app, pipelineOf(stage));
    expect(() => app.synth()).not.toThrow();
  });

  it('would find a queue that takes plain HTTP', () => {
    const app = checkedApp();
    new Queue(new Stack(app, 'careless'), 'Queue');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });
});
