import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../../lib/project-root.ts';
import { runProgram } from '../../support/programs.ts';
import type { Deployment } from '../deployment.ts';
import type { MiniStack } from '../ministack.ts';

/** The script of a step of `.github/workflows/deploy.yml`. */
const scriptOf = (step: string): string => {
  const workflow = readFileSync(join(projectRoot, '.github/workflows/deploy.yml'), 'utf8');
  const [, rest = ''] = workflow.split(`      - name: ${step}\n        run: |\n`);
  const [script = ''] = /^(?: {10}.*\n|\n)+/.exec(rest) ?? [];
  assert(script, `deploy.yml has no step "${step}"`);
  return script.replaceAll(/^ {10}/gm, '');
};

/**
 * Deploys the stage `dev` of this checkout as the workflow does: the difference as a summary, the alarms that undo
 * the deployment, the deployment.
 * @returns how many alarms are watched.
 */
export const runWorkflow = async (
  { environment }: MiniStack,
  deployment: Deployment,
): Promise<{ readonly alarms: number }> => {
  const folder = mkdtempSync(join(tmpdir(), 'workflow-'));
  const [summary, variables] = [join(folder, 'summary'), join(folder, 'variables')];
  for (const file of [summary, variables]) writeFileSync(file, '');
  const env = {
    ...environment,
    STAGE: 'dev',
    RUNNER_TEMP: folder,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_ENV: variables,
  };
  const run = (step: string, more: NodeJS.ProcessEnv = {}) => {
    const script = scriptOf(step).replaceAll('--app cdk.out', `--app ${deployment.assembly}`);
    const bash = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
    return runProgram('bash', bash, { cwd: projectRoot, env: { ...env, ...more } });
  };
  try {
    await deployment.synthesize();
    await run('What would change');
    assert.match(
      readFileSync(summary, 'utf8'),
      /^## What would change in dev\n```diff\n[\s\S]+airwallex-webhooks-dev-service[\s\S]+```\n$/,
    );
    await run('Alarms that undo the deployment');
    const [, ALARMS = ''] = /^ALARMS=(.*)$/m.exec(readFileSync(variables, 'utf8')) ?? [];
    await run('Deploy', { ALARMS });
    return { alarms: ALARMS.split(/\s+/).filter((arn) => arn !== '').length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
