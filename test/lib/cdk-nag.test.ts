import { Stack, Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { addStacks } from '../../lib/stacks.ts';
import { emptyApp, pipelineOf } from './synthesized.ts';

describe('the AwsSolutions and serverless rules of cdk-nag', () => {
  const checkedApp = () => {
    const app = emptyApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    return app;
  };

  it.each(['dev', 'prod'])('find nothing in the stage %s', (stage) => {
    const app = checkedApp();
    addStacks(app, pipelineOf(stage));
    expect(() => app.synth()).not.toThrow();
  });

  it('would find a queue that accepts plain HTTP', () => {
    const app = checkedApp();
    new Queue(new Stack(app, 'careless'), 'Queue');
    expect(() => app.synth()).toThrow('AwsSolutions-SQS4');
  });
});
