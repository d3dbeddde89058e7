import { App } from 'aws-cdk-lib';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { type Application, readApplication } from '../../../bin/local/cloud/application.ts';
import { type Assembly, readAssembly } from '../../../bin/local/cloud/assembly.ts';
import cdk from '../../../cdk.json' with { type: 'json' };
import { domains, unrouted } from '../../../functions/domains.ts';
import { addStacks } from '../../../lib/stacks.ts';
import { stageFrom } from '../../../lib/stages.ts';

/** What a stage deploys: every resource, and those that this machine can stand in for. */
export interface Templates {
  readonly assembly: Assembly;
  readonly application: Application;
}

/** Synthesizes the stage `prod` without bundling: what costs is in the templates alone. */
export const synthesizedTemplates = (folder: string): Templates => {
  const context = { ...flags, 'aws:cdk:bundling-stacks': [] };
  const app = new App({ context, outdir: folder, analyticsReporting: false });
  const stage = stageFrom(cdk.context.stages, 'prod');
  addStacks(app, { stage, domains, unrouted, reactions: [] });
  const assembly = readAssembly(app.synth().directory);
  return { assembly, application: readApplication(assembly) };
};
