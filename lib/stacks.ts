import { type App, Tags } from 'aws-cdk-lib';
import { DataStack } from './data-stack.ts';
import { checkReactions, checkRegistry, type Pipeline } from './registry.ts';
import { ServiceStack } from './service-stack.ts';

/**
 * Adds a stage's two stacks to the app; the data is deployed first.
 * @throws Error when the registry cannot be deployed.
 */
export const addStacks = (app: App, pipeline: Pipeline): void => {
  checkRegistry([...pipeline.domains, pipeline.unrouted]);
  checkReactions(pipeline);
  const data = new DataStack(app, pipeline);
  const service = new ServiceStack(app, pipeline);
  service.addStackDependency(data);
  const { name, tags } = pipeline.stage;
  const all = { ...tags, application: 'airwallex-webhooks', stage: name };
  for (const stack of [data, service])
    for (const [key, value] of Object.entries(all)) Tags.of(stack).add(key, value);
};
