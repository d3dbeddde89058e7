import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { payments } from '../../../../../functions/payments/domain.ts';
import { useProjectCopy } from '../../../../support/pipeline/project-copy.ts';

jest.setTimeout(30_000);

const copy = useProjectCopy();

const git = (...parameters: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...parameters], {
    cwd: copy.root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

const change = (file: string, from: string, to: string): void => {
  const path = join(copy.root, 'functions', file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
  writeFileSync(path, text.replace(from, to));
};

const impact = (...parameters: readonly string[]) =>
  copy.webhooks('impact', '--base', 'HEAD', ...parameters);

beforeAll(() => {
  git('init', '--quiet');
  git('add', 'functions');
  git('commit', '--quiet', '--message', 'base');
});

describe('webhooks impact', () => {
  it('finds no changes in an unchanged tree, and touches neither tree nor index', async () => {
    expect(await impact('--fail-on-change')).toMatchObject({
      base: git('rev-parse', 'HEAD'),
      changes: [],
      outcomes: [],
    });
    expect(git('status', '--porcelain', 'functions')).toBe('');
  });

  it('shows a changed rank by the ties with another result', async () => {
    change('payments/refund.ts', 'ACCEPTED: 200', 'ACCEPTED: 990');
    expect(await impact()).toMatchObject({
      changes: expect.arrayContaining([
        expect.objectContaining({
          case: 'payments: refund, every event of one in one second',
          sk: 'refund',
          fields: expect.arrayContaining([
            { field: 'status', before: '"SETTLED"', after: '"ACCEPTED"' },
          ]),
        }),
      ]),
      unrevised: [],
    });
  });

  it('shows a changed field, and can fail unless the revision is raised', async () => {
    change(
      'payments/refund.ts',
      'object: ({ object }) => object,',
      'object: ({ object }) => ({ ...object, reported: object.status }),',
    );
    await expect(impact('--fail-unless-revised')).rejects.toMatchObject({ code: 3 });
    const { revision } = payments;
    change('payments/domain.ts', `revision: ${revision}`, `revision: ${revision + 1}`);
    expect(await impact('--fail-unless-revised')).toMatchObject({
      revisions: { payments: { before: revision, after: revision + 1 } },
      unrevised: [],
    });
    await expect(impact('--fail-on-change')).rejects.toMatchObject({ code: 3 });
  });

  it('exits with 2 for an unknown commit', async () => {
    const run = copy.webhooks('impact', '--base', 'nowhere');
    await expect(run).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no commit "nowhere" here.'),
    });
  });
});
