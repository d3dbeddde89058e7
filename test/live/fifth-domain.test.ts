import { execFile } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { projectRoot } from '../../lib/project-root.ts';
import { addDeposits, removeDeposits } from '../support/pipeline/deposits.ts';
import { synthesize, type Templates, useProjectCopy } from '../support/pipeline/project-copy.ts';

/*
 * A fifth domain, in a copy of the project: it is added as one folder and one line, the whole pipeline
 * and the tests run with it, and it is removed again.
 */

jest.setTimeout(240_000);

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Resource {
  readonly Type: string;
  readonly Properties: {
    readonly Environment?: { readonly Variables: Readonly<Record<string, unknown>> };
    readonly PolicyDocument?: { readonly Statement: readonly Statement[] };
  };
}

interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, unknown>>;
}

const copy = useProjectCopy();

/** Runs a program of the copy. */
const run = (program: string, parameters: readonly string[]) =>
  promisify(execFile)(program, parameters, {
    cwd: copy.root,
    env: { ...process.env, NODE_OPTIONS: '--no-warnings' },
    maxBuffer: 64 * 1_024 * 1_024,
  });

/** Adds the project's tests and documents to its copy. */
const copyTests = (project: string): void => {
  for (const part of ['test', 'README.md', 'LICENSE', 'tsconfig.json', '.github', '.ci'])
    cpSync(join(projectRoot, part), join(project, part), { recursive: true });
};

/** A file in jest's report. */
interface TestFile {
  readonly name: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

let four: Templates;
let five: Templates;
beforeAll(async () => {
  addDeposits(copy.root);
  [four, five] = await Promise.all([synthesize(projectRoot), copy.start()]);
});

const templateOf = (templates: Templates, stack: 'data' | 'service'): Template =>
  JSON.parse(templates[`airwallex-webhooks-dev-${stack}.template.json`] ?? '');

const savedQueries = 5;

/** What a template has more than the other, and what differs between the two, in any order. */
const difference = (stack: 'data' | 'service') => {
  const before = templateOf(four, stack);
  const after = templateOf(five, stack);
  const added = Object.keys(after.Resources).filter((id) => !(id in before.Resources));
  const changed = Object.entries(before.Resources).flatMap(([id, resource]) => {
    const now = after.Resources[id];
    return JSON.stringify(now) === JSON.stringify(resource) ? [] : [{ was: resource, now }];
  });
  return {
    added: added.map((id) => after.Resources[id]?.Type).sort(),
    outputs: Object.keys(after.Outputs).filter((id) => !(id in before.Outputs)),
    changed: Object.groupBy(changed, ({ was }) => was.Type),
    changes: changed.length,
  };
};

/** What a policy allows: a line for each action on each resource. */
const grantsOf = (policy: Resource | undefined): string[] =>
  (policy?.Properties.PolicyDocument?.Statement ?? []).flatMap(({ Effect, Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action) =>
        [Resource].flat().map((resource) => `${Effect} ${action} ${JSON.stringify(resource)}`),
      ),
  );

describe('a fifth domain', () => {
  it('adds a table and two queues, and changes nothing else that is kept', () => {
    expect(difference('data')).toEqual({
      added: [
        'AWS::DynamoDB::GlobalTable',
        'AWS::SQS::Queue',
        'AWS::SQS::Queue',
        'AWS::SQS::QueuePolicy',
        'AWS::SQS::QueuePolicy',
      ],
      outputs: ['DepositsTableName', 'DepositsQueueUrl', 'DepositsDeadLetterQueueUrl'],
      changed: {},
      changes: 0,
    });
  });

  it('adds a function on its queue and states its code; the ingress and the redrive may send to it', () => {
    const { added, outputs, changed } = difference('service');
    expect(added).toEqual([
      ...Array(7).fill('AWS::CloudWatch::Alarm'),
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      ...Array(4).fill('AWS::Logs::MetricFilter'),
    ]);
    expect(outputs).toEqual(['DepositsProjection']);

    const [{ was: ingress, now: extended } = {}] = changed['AWS::Lambda::Function'] ?? [];
    const { QUEUE_URL_DEPOSITS: url, ...variables } =
      extended?.Properties.Environment?.Variables ?? {};
    expect(JSON.stringify(url)).toContain('/airwallex-webhooks-dev-deposits"');
    expect({ ...extended?.Properties, Environment: { Variables: variables } }).toEqual(
      ingress?.Properties,
    );

    const more = (changed['AWS::IAM::Policy'] ?? []).map(({ was, now }) => {
      const [before, grants] = [grantsOf(was), grantsOf(now)];
      expect(before.filter((grant) => !grants.includes(grant))).toEqual([]);
      return grants.filter((grant) => !before.includes(grant));
    });
    const send = expect.stringMatching(/^Allow sqs:SendMessage .*-dev-deposits"/);
    const ofDeadLetters = (action: string) =>
      expect.stringMatching(new RegExp(`^Allow sqs:${action} .*-dev-deposits-dead-letters"`));
    const taking = ['ChangeMessageVisibility', 'DeleteMessage', 'ReceiveMessage'];
    expect(more).toEqual([[send], [...taking.map(ofDeadLetters), send]]);
  });

  it('is shown on the dashboard and searched by the saved queries; nothing else changes', () => {
    const { changed, changes } = difference('service');
    expect(Object.keys(changed).sort()).toEqual([
      'AWS::CloudWatch::Dashboard',
      'AWS::IAM::Policy',
      'AWS::Lambda::Function',
      'AWS::Logs::QueryDefinition',
    ]);
    expect(changes).toBe(4 + savedQueries);
    const [{ now: dashboard } = {}] = changed['AWS::CloudWatch::Dashboard'] ?? [];
    expect(JSON.stringify(dashboard)).toContain('airwallex-webhooks-dev-deposits');
  });

  it('is listed, with its samples', async () => {
    expect(await copy.webhooks('send', '--list', 'deposits')).toEqual([
      {
        domain: 'deposits',
        title: 'deposits into global accounts',
        objects: ['deposit', 'customer'],
        samples: ['deposit.received', 'deposit.settled'],
      },
    ]);
  });

  it('has its events taken from the URL into its table', async () => {
    expect(await copy.webhooks('send', 'deposit.received', 'deposit.settled')).toMatchObject([
      { status: 200, domain: 'deposits', object: 'deposit#dep_1' },
      { status: 200, domain: 'deposits', object: 'deposit#dep_1' },
    ]);
    const settled = async (): Promise<unknown> => {
      for (let tries = 0; tries < 40; tries += 1) {
        const items = await copy.webhooks('show', 'deposits', 'dep_1').catch(() => undefined);
        if (JSON.stringify(items).includes('evt_deposit_settled')) return items;
        await pause(250);
      }
      return undefined;
    };
    expect(await settled()).toMatchObject({
      objects: [
        {
          object: 'deposit#dep_1',
          records: [{ sk: 'deposit', item: { status: 'SETTLED', relatedTo: 'customer#cus_1' } }],
        },
      ],
    });
    expect(await copy.webhooks('show', 'evt_deposit_settled')).toMatchObject({
      events: [{ domain: 'deposits', outcome: 'accepted', object: 'deposit#dep_1' }],
    });
  });

  it('is erased with its owner, also in events that do not name the owner', async () => {
    expect(await copy.webhooks('erase', '--customer', 'cus_1')).toMatchObject({
      mode: 'dry run',
      objects: 2,
      events: { 'deposit.received': 1, 'deposit.settled': 1 },
    });
  });

  it('is in the documents and among the figures of size and cost, once they are updated', async () => {
    copyTests(copy.root);
    await run('node', ['bin/docs.ts']);
    expect(readFileSync(join(copy.root, 'functions/README.md'), 'utf8')).toContain('### deposits');
    expect(readFileSync(join(copy.root, 'functions/RECORDS.md'), 'utf8')).toContain('#### deposit');
    await run('node', ['test/bench/main.ts', '--update']);
    const figures = JSON.parse(readFileSync(join(copy.root, 'test/bench/figures.json'), 'utf8'));
    expect(figures).toMatchObject({
      bundleBytes: { deposits: expect.any(Number) },
      writeUnits: { 'deposit.received': [5, 2], 'deposit.settled': [4, 2] },
    });
  });

  it.each([
    [
      [
        ...[
          'convergence/properties',
          'catalogue',
          'families',
          'privacy',
          'documents',
          'architecture',
        ],
        'package/records',
      ],
      'deposit|derived',
    ],
    [['canary/canary.test'], 'authentic request|a table contains'],
  ])('is covered by the tests of %s', async (files, names) => {
    const paths = files.map((file) => `test/${file}`);
    const flags = ['--json', '--silent', '-w', '1', '--testTimeout', '120000'];
    const { stdout } = await run('node', [
      'node_modules/jest/bin/jest.js',
      ...flags,
      ...['--testNamePattern', names],
      ...paths,
    ]);
    const report: { readonly success: boolean; readonly testResults: readonly TestFile[] } =
      JSON.parse(stdout);
    expect(report.success).toBe(true);
    for (const { name, assertionResults } of report.testResults)
      expect({ name, passed: assertionResults.some(({ status }) => status === 'passed') }).toEqual({
        name,
        passed: true,
      });
  });

  it('leaves no trace', async () => {
    removeDeposits(copy.root);
    expect(await synthesize(copy.root)).toEqual(four);
  });
});
