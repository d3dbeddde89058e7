import { setTimeout as pause } from 'node:timers/promises';
import { projectRoot } from '../../lib/bundling.ts';
import { addDeposits, removeDeposits } from '../support/pipeline/deposits.ts';
import { synthesize, type Templates, useProjectCopy } from '../support/pipeline/project-copy.ts';

/*
 * A domain more, in a copy of the project: it is added, the whole pipeline runs with it, and it is
 * taken away again.
 */

jest.setTimeout(120_000);

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

let four: Templates;
let five: Templates;
beforeAll(async () => {
  addDeposits(copy.root);
  [four, five] = await Promise.all([synthesize(projectRoot), copy.start()]);
});

const templateOf = (templates: Templates, stack: 'data' | 'service'): Template =>
  JSON.parse(templates[`airwallex-webhooks-dev-${stack}.template.json`] ?? '');

const savedQueries = 5;

/** What a template has more than the other, and what stands otherwise in the two, in any order. */
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
    changed: Object.fromEntries(changed.map(({ was, now }) => [was.Type, { was, now }])),
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
        'AWS::DynamoDB::Table',
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

  it('adds a function on its queue and states its code; the ingress is told of the queue, and may send to it', () => {
    const { added, outputs, changed } = difference('service');
    expect(added).toEqual([
      ...Array(6).fill('AWS::CloudWatch::Alarm'),
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'AWS::Logs::MetricFilter',
      'AWS::Logs::MetricFilter',
    ]);
    expect(outputs).toEqual(['DepositsProjection']);

    const { was: ingress, now: told } = changed['AWS::Lambda::Function'] ?? {};
    const { QUEUE_URL_DEPOSITS: url, ...variables } = told?.Properties.Environment?.Variables ?? {};
    expect(JSON.stringify(url)).toContain('/airwallex-webhooks-dev-deposits"');
    expect({ ...told?.Properties, Environment: { Variables: variables } }).toEqual(
      ingress?.Properties,
    );

    const { was: policy, now: allowed } = changed['AWS::IAM::Policy'] ?? {};
    const grants = grantsOf(allowed);
    expect(grantsOf(policy).filter((grant) => !grants.includes(grant))).toEqual([]);
    const more = grants.filter((grant) => !grantsOf(policy).includes(grant));
    expect(more).toEqual([expect.stringMatching(/^Allow sqs:SendMessage .*-dev-deposits"/)]);
  });

  it('is shown on the dashboard and searched by the saved queries; nothing else changes', () => {
    const { changed, changes } = difference('service');
    expect(Object.keys(changed).sort()).toEqual([
      'AWS::CloudWatch::Dashboard',
      'AWS::IAM::Policy',
      'AWS::Lambda::Function',
      'AWS::Logs::QueryDefinition',
    ]);
    expect(changes).toBe(3 + savedQueries);
    const { now: dashboard } = changed['AWS::CloudWatch::Dashboard'] ?? {};
    expect(JSON.stringify(dashboard)).toContain('airwallex-webhooks-dev-deposits');
  });

  it('is listed, with its sample', async () => {
    expect(await copy.webhooks('list', 'deposits')).toEqual([
      {
        domain: 'deposits',
        title: 'deposits into global accounts',
        objects: ['deposit'],
        samples: ['deposit.settled'],
      },
    ]);
  });

  it('has its events taken all the way from the URL into its table', async () => {
    expect(await copy.webhooks('send', 'deposit.settled')).toMatchObject([
      { status: 200, domain: 'deposits', object: 'deposit#dep_1' },
    ]);
    const found = async (): Promise<unknown> => {
      for (let tries = 0; tries < 20; tries += 1) {
        const items = await copy.webhooks('get', 'deposits', 'dep_1').catch(() => undefined);
        if (items !== undefined) return items;
        await pause(250);
      }
      return undefined;
    };
    expect(await found()).toMatchObject([
      { pk: 'deposit#dep_1', sk: 'deposit', status: 'SETTLED', eventId: 'evt_deposit_settled' },
    ]);
    expect(await copy.webhooks('get', 'events', 'evt_deposit_settled')).toMatchObject([
      { domain: 'deposits', outcome: 'accepted', object: 'deposit#dep_1' },
    ]);
  });

  it('leaves no trace', async () => {
    removeDeposits(copy.root);
    expect(await synthesize(copy.root)).toEqual(four);
  });
});
