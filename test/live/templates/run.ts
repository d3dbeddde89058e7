/**
 * `npm run test:templates`: every template that this project can deploy, by the rules of cdk-nag
 * (a solution's, and what is serverless), of cfn-lint and of checkov; and the files for GitHub.
 */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import cdk from '../../../cdk.json' with { type: 'json' };
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from '../support/programs.ts';
import { checkovEnvironment, pythonEnvironment } from '../support/python.ts';
import { runSteps } from '../support/steps.ts';
import { checkByCfnLint, checkByCheckov, checkGitHubFiles } from './scanners.ts';

const folder = join(projectRoot, '.local', 'templates');

/** The stages of `cdk.json`, one in which every setting is made that may be left out, and one that reacts to changes. */
const stages = {
  ...cdk.context.stages,
  full: {
    ...cdk.context.stages.prod,
    archiveDays: 400,
    kmsKey: true,
    changes: true,
    operators: { trust: ['arn:aws:iam::123456789012:role/people'] },
    allowedSources: ['203.0.113.7', '2001:db8::/32'],
    domain: {
      name: 'hooks.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/0f9c2c6e-9d1d',
    },
    alarms: { ...cdk.context.stages.prod.alarms, email: 'somebody@example.com' },
  },
  reacting: { ...cdk.context.stages.prod, changes: true },
};

/** What synthesizes a stage where it is not the app: the same with a reaction of the tests. */
const apps: Readonly<Record<string, string>> = { reacting: 'node test/live/templates/reacting.ts' };

/** Where the checks that CDK runs while it synthesizes leave what they find. */
const REPORT = 'validation-report.json';
const report = v.object({ pluginReports: v.array(v.unknown()) });

/** Synthesizes a stage but for the bundles, which no template names the content of. */
const synthesize = async (stage: string): Promise<readonly string[]> => {
  const output = join(folder, stage);
  const context = { ...cdk.context, stages, stage, 'aws:cdk:bundling-stacks': [] };
  const app = runProgram('/bin/sh', ['-c', `exec ${apps[stage] ?? cdk.app}`], {
    cwd: projectRoot,
    env: { ...process.env, CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  // An app fails too where something is found: then rather say what.
  await app.catch((error) => {
    if (!existsSync(join(output, REPORT))) throw error;
  });
  const { pluginReports } = v.parse(report, JSON.parse(readFileSync(join(output, REPORT), 'utf8')));
  assert.deepEqual(pluginReports, []);
  return globSync(join(output, '*.template.json'));
};

await runSteps(async ({ step }) => {
  const bin = await step('a Python environment', pythonEnvironment);
  rmSync(folder, { recursive: true, force: true });
  const templates: string[] = [];
  for (const stage of Object.keys(stages))
    await step(`cdk-nag finds nothing in ${stage}`, async () => {
      templates.push(...(await synthesize(stage)));
    });
  await step('cfn-lint finds nothing that is not explained', async (say) => {
    const found = await checkByCfnLint(bin, templates);
    say(`${templates.length} templates, ${found} warnings explained`);
  });
  const checkovBin = await step('another Python environment', (say) =>
    pythonEnvironment(say, checkovEnvironment),
  );
  await step('checkov finds nothing that is not explained', async (say) => {
    const { passed, found } = await checkByCheckov(checkovBin, templates);
    say(`${passed} checks passed, ${found} findings explained`);
  });
  await step('workflows and dependabot.yml are as GitHub reads them', async (say) =>
    say(`${await checkGitHubFiles(checkovBin)} files`),
  );
});
