import type { App } from 'aws-cdk-lib';
import type { Domain } from '../functions/shared/domain.ts';
import { DataStack } from './data-stack.ts';
import { ServiceStack } from './service-stack.ts';
import type { StageSettings } from './stages.ts';

interface Pipeline {
  readonly stage: StageSettings;
  readonly domains: readonly Domain[];
  readonly unrouted: Domain;
}

/** Adds a stage's two stacks to the app, the data first. */
export const addStacks = (app: App, pipeline: Pipeline) => {
  const data = new DataStack(app, pipeline);
  const service = new ServiceStack(app, pipeline);
  service.addDependency(data);
  return { data, service };
};
