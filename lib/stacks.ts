import type { App } from 'aws-cdk-lib';
import { DataStack } from './data-stack.ts';
import { checkRegistry, type Pipeline } from './registry.ts';
import { ServiceStack } from './service-stack.ts';

/**
 * Adds a stage's two stacks to the app; the data is deployed first.
 * @throws Error when the registry cannot be deployed.
 */
export const addStacks = (app: App, pipeline: Pipeline): void => {
  checkRegistry([...pipeline.domains, pipeline.unrouted]);
  const data = new DataStack(app, pipeline);
  new ServiceStack(app, pipeline).addStackDependency(data);
};
