import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { domains, unrouted } from '../../../functions/domains.ts';
import { projectRoot } from '../../../lib/project-root.ts';
import { readReactions } from '../../../lib/reactions.ts';
import { addStacks } from '../../../lib/stacks.ts';
import { stageFrom } from '../../../lib/stages.ts';

/* The app of bin/app.ts with a reaction, of which the product has none. */

const app = new App({ context: flags });
const stage = stageFrom(app.node.tryGetContext('stages'), app.node.tryGetContext('stage'));
const reactions = readReactions(join(projectRoot, 'test/lib/changes/reactions'));
addStacks(app, { stage, domains, unrouted, reactions });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
