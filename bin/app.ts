import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { domains, unrouted } from '../functions/domains.ts';
import { addStacks } from '../lib/stacks.ts';
import { stageFrom } from '../lib/stages.ts';

// `npx cdk deploy --all -c stage=prod`
const app = new App();
const stage = stageFrom(app.node.tryGetContext('stages'), app.node.tryGetContext('stage'));
addStacks(app, { stage, domains, unrouted });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
