import { App, Validations } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { domains, unrouted } from '../functions/domains.ts';
import { readReactions } from '../lib/reactions.ts';
import { addStacks } from '../lib/stacks.ts';
import { checkPlace, stageFrom } from '../lib/stages.ts';

// What `npm run cdk -- synth` and `npm run cdk -- deploy --all` run: cdk.json names this file, `-c stage=prod`
// chooses another of its stages than dev.
const app = new App({ context: flags });
const stage = stageFrom(app.node.tryGetContext('stages'), app.node.tryGetContext('stage'));
checkPlace(stage, {
  account: process.env['CDK_DEFAULT_ACCOUNT'],
  region: process.env['CDK_DEFAULT_REGION'],
});
addStacks(app, { stage, domains, unrouted, reactions: readReactions() });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
