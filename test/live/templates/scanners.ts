import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { projectRoot } from '../../../lib/project-root.ts';
import { runProgram } from '../support/programs.ts';
import { explainedByCfnLint, explainedByCheckov } from './explained.ts';

/** Regions with an Airwallex entity near by, beside the one that has everything first. */
const regions = ['us-east-1', 'ap-southeast-1', 'ap-southeast-2', 'ap-east-1', 'eu-west-2'];

/** A finding: what explains it, and where it is. */
interface Finding {
  readonly key: string;
  readonly where: string;
}

/** Asserts that exactly what is explained is found. */
const compare = (found: readonly Finding[], explained: Readonly<Record<string, string>>): void => {
  const unexplained = found.filter(({ key }) => !Object.hasOwn(explained, key));
  assert.deepEqual(unexplained, []);
  const keys = new Set(found.map(({ key }) => key));
  assert.deepEqual([...keys].toSorted(), Object.keys(explained).toSorted());
};

const warnings = v.array(
  v.object({ Rule: v.object({ Id: v.string() }), Message: v.string(), Filename: v.string() }),
);

/** Runs cfn-lint on templates. @param bin the programs of its environment. @returns the number of warnings. */
export const checkByCfnLint = async (
  bin: string,
  templates: readonly string[],
): Promise<number> => {
  const options = ['--format', 'json', '--non-zero-exit-code', 'none', '--regions', ...regions];
  const json = await runProgram(join(bin, 'cfn-lint'), [...options, '--', ...templates]);
  const found = v.parse(warnings, JSON.parse(json));
  compare(
    found.map(({ Rule, Message, Filename }) => ({
      key: Rule.Id,
      where: `${Filename}: ${Message}`,
    })),
    explainedByCfnLint,
  );
  return found.length;
};

const report = v.object({
  check_type: v.string(),
  summary: v.object({ passed: v.number(), parsing_errors: v.number() }),
  results: v.object({
    failed_checks: v.array(
      v.object({
        check_id: v.string(),
        check_name: v.string(),
        resource: v.string(),
        repo_file_path: v.string(),
      }),
    ),
  }),
});

/** Workflows have no types of resources: a finding there is named by the file. */
const subjectOf = (framework: string, resource: string, file: string): string =>
  framework === 'github_actions' ? file.replace(/^\//, '') : (resource.split('.')[0] ?? '');

/** Runs checkov, without asking its vendor's service. @returns what it found, and how many checks passed. */
const checkov = async (bin: string, words: readonly string[]) => {
  const quietly = ['--quiet', '--compact', '--soft-fail', '--skip-download', '--output', 'json'];
  const printed = await runProgram(join(bin, 'checkov'), [...quietly, ...words], {
    cwd: projectRoot,
  });
  const parsed = v.parse(report, JSON.parse(printed));
  const { check_type: framework, summary, results } = parsed;
  assert.equal(summary.parsing_errors, 0, `${framework}: a file cannot be parsed`);
  const found = results.failed_checks.map(
    ({ check_id: id, check_name: title, resource, repo_file_path: file }): Finding => ({
      key: `${id} ${subjectOf(framework, resource, file)}`,
      where: `${file} ${resource}: ${title}`,
    }),
  );
  return { found, passed: summary.passed };
};

/** Runs checkov on templates and workflows. @returns how many checks passed, and how many findings are explained. */
export const checkByCheckov = async (
  bin: string,
  templates: readonly string[],
): Promise<{ readonly passed: number; readonly found: number }> => {
  const files = templates.flatMap((file) => ['--file', relative(projectRoot, file)]);
  const all = [
    await checkov(bin, ['--framework', 'cloudformation', ...files]),
    await checkov(bin, ['--framework', 'github_actions', '--directory', '.']),
  ];
  const found = all.flatMap((one) => one.found);
  compare(found, explainedByCheckov);
  return { passed: all.reduce((sum, one) => sum + one.passed, 0), found: found.length };
};

/** Checks the files for GitHub by their schemas. @returns their number. */
export const checkGitHubFiles = async (bin: string): Promise<number> => {
  const schemas = {
    'vendor.github-workflows': 'workflows/*.yml',
    'vendor.dependabot': 'dependabot.yml',
  };
  let count = 0;
  for (const [schema, pattern] of Object.entries(schemas)) {
    const files = globSync(pattern, { cwd: join(projectRoot, '.github') });
    const paths = files.map((file) => join(projectRoot, '.github', file));
    await runProgram(join(bin, 'check-jsonschema'), ['--builtin-schema', schema, ...paths]);
    count += files.length;
  }
  return count;
};
