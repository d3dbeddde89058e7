import { CfnResource, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { domains, unrouted } from '../../../functions/domains.ts';
import { constructId } from '../../../lib/names.ts';
import { pipelineOf, reactingWith } from '../synthesized.ts';
import { describeResources } from './described.ts';
import {
  changesResources,
  checkResources,
  lookupsOfPayments,
  overdueResources,
  reactionResources,
  receiverResourcesOfPayments,
  sharedResources,
  streamResourcesOfPayments,
  tableResourcesOfPayments,
} from './expected.ts';

const linesOf = (text: string): readonly string[] => text.trim().split('\n');

/** The logical id that CDK gives to a resource at a path. */
const logicalIdAt = (path: string): string => {
  const stack = new Stack();
  const parts = path.split('/');
  const scope = parts
    .slice(0, -1)
    .reduce<Construct>((parent, id) => new Construct(parent, id), stack);
  return stack.getLogicalId(new CfnResource(scope, parts.at(-1) ?? '', { type: 'Test::Any::Any' }));
};

/** The lines of `payments` as another domain has them; a logical id depends on the whole path. */
const asOf = (domain: string, text: string): readonly string[] =>
  linesOf(text)
    .map((line) => line.replaceAll('Payments', constructId(domain)).replaceAll('payments', domain))
    .map((line) => {
      const [type = '', path = '', id, ...others] = line.split('  ');
      return id && path.includes('/')
        ? [type, path, logicalIdAt(path), ...others].join('  ')
        : line;
    });

const resources = describeResources(pipelineOf('prod'));

it('the deployed types, logical ids, names, keys and removal policies are unchanged', () => {
  const expected = [
    ...linesOf(sharedResources),
    ...linesOf(receiverResourcesOfPayments),
    ...linesOf(tableResourcesOfPayments),
    ...linesOf(lookupsOfPayments),
    ...linesOf(overdueResources),
    ...linesOf(checkResources),
    ...[...domains, unrouted]
      .filter(({ name }) => name !== 'payments')
      .flatMap(({ name }) => asOf(name, receiverResourcesOfPayments)),
    ...domains
      .filter(({ name }) => name !== 'payments')
      .flatMap(({ name }) => asOf(name, tableResourcesOfPayments)),
  ];
  expect(resources).toEqual(expected.sort());
});

it('a stage with changes has these resources beside those, and those of each reaction', () => {
  const added = describeResources(reactingWith({}, 'prod')).filter(
    (line) => !resources.includes(line),
  );
  const expected = [
    ...linesOf(changesResources),
    ...linesOf(reactionResources),
    ...domains.flatMap(({ name }) => asOf(name, streamResourcesOfPayments)),
  ];
  expect(added).toEqual(expected.sort());
});

it('no domain was renamed or removed since its first deployment', () => {
  const deployed = ['connections', 'accounts', 'payments', 'issuing'];
  expect(domains.map(({ name }) => name)).toEqual(expect.arrayContaining(deployed));
  expect(unrouted.name).toBe('unrouted');
});

it('the lines of one domain give those of another: a logical id follows from the path', () => {
  for (const text of [receiverResourcesOfPayments, tableResourcesOfPayments])
    expect(asOf('payments', text)).toEqual(linesOf(text));
  expect(logicalIdAt('IssuingTable/Resource')).toBe('IssuingTableC5D57E9E');
  expect(logicalIdAt('UnroutedQueues/Queue/Resource')).toBe('UnroutedQueuesQueueD8EBE5FD');
});
