import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readAssembly } from '../../bin/local/cloud/assembly.ts';
import { createProgram } from '../../bin/webhooks/program.ts';
import { domains } from '../../functions/domains.ts';
import { projectRoot } from '../../lib/project-root.ts';
import type { Pipeline } from '../../lib/registry.ts';
import { monthlyBill } from '../bench/cost/monthly.ts';
import { pipelineOf, plain, propertiesOf, reactingWith, templatesOf } from './synthesized.ts';

interface Measured {
  readonly Namespace: string;
  readonly MetricName: string;
}

const runbook = readFileSync(join(projectRoot, 'lib/RUNBOOK.md'), 'utf8');
const sections = runbook.split(/^## /m).slice(1);
const anchorOf = (section: string) => section.split('\n', 1)[0]?.toLowerCase().replaceAll(' ', '-');

const reacting = reactingWith({}, 'prod');
const { service } = templatesOf(reacting);
const alarmsOf = (template: typeof service) =>
  propertiesOf(template, 'AWS::CloudWatch::Alarm').map((properties) => ({
    anchor: /#([a-z0-9-]+)$/m.exec(plain(properties.AlarmDescription))?.[1],
    metrics: [properties, ...(properties.Metrics ?? [])]
      .map((one): Measured | undefined => one.MetricStat?.Metric ?? one)
      .filter((one) => one?.MetricName !== undefined),
  }));
const alarms = alarmsOf(service);

/** What the alarms of a stage cost a month: $0.10 for each metric. */
const priceOf = (pipeline: Pipeline): number =>
  alarmsOf(templatesOf(pipeline).service).flatMap(({ metrics }) => metrics).length / 10;

const sentAnchors = [...new Set(alarms.map(({ anchor }) => anchor))];

it('has a section for each alarm, and none for an alarm that does not exist', () => {
  const about = sections.filter((section) => section.includes('**What it means.**'));
  expect(about.map(anchorOf).sort()).toEqual(sentAnchors.sort());
});

it('explains in each section what the alarm means, how to look and how to fix, in this order', () => {
  for (const section of sections.filter((one) => sentAnchors.includes(anchorOf(one))))
    expect(section).toMatch(
      /\n\n\*\*What it means\.\*\* [\s\S]+\n\n\*\*How to look\.\*\* [\s\S]+\n\n\*\*How to fix\.\*\* /,
    );
});

it('names the identifier of every type of resource that outlives its stack', () => {
  const certificateArn = 'arn:aws:acm:eu-west-1:123456789012:certificate/0f9c2c6e-9d1d';
  const domain = { name: 'hooks.example.com', certificateArn };
  const stacks = templatesOf(reactingWith({ kmsKey: true, domain }, 'prod'));
  const retained = [stacks.data, stacks.service].flatMap((stack) =>
    Object.values(stack.toJSON()['Resources'])
      .map((resource): { Type: string; DeletionPolicy?: string } => Object(resource))
      .flatMap(({ Type, DeletionPolicy }) => (DeletionPolicy?.startsWith('Retain') ? [Type] : [])),
  );
  const [adoption] = sections.filter((section) => section.startsWith('A stack is lost'));
  const listed = [...(adoption ?? '').matchAll(/^\| `(AWS::[\w:]+)` \| `\w+` \|/gm)];
  expect(listed.map(([, type]) => type).sort()).toEqual([...new Set(retained)].sort());
});

it('restores the archive and the table of every domain', () => {
  const lists = [...runbook.matchAll(/^for table in (.+); do$/gm)].map(([, list = '']) => list);
  const all = ['events', ...domains.map(({ name }) => name)].join(' ');
  expect([...new Set(lists)]).toEqual([all]);
});

it('states the metrics and the price of each alarm', () => {
  const rows = sections
    .map((section) => section.split('\n', 1)[0] ?? '')
    .flatMap((heading) => {
      const about = alarms.filter(({ anchor }) => anchor === anchorOf(heading));
      const [alarm] = about;
      if (!alarm) return [];
      const names = alarm.metrics.map((metric) => {
        const [own, line = ''] = [
          metric?.Namespace,
          metric?.MetricName.replace(/ \([\w-]+\)$/, ''),
        ];
        return own?.startsWith('AWS/') ? `${own.slice(4)} \`${line}\`` : `log lines: ${line}`;
      });
      const prices = about.map(({ metrics }) => (metrics.length / 10).toFixed(2));
      const price = [...new Set(prices)].sort().join('–');
      return [`| ${heading} | ${[...new Set(names)].join(', ')} | ${price} |`];
    });
  expect(
    runbook.split('\n').filter((line) => /^\| .+ \| (?:\d\.\d\d–)?\d\.\d\d \|$/.test(line)),
  ).toEqual(rows);
  const [, each, rest, changes, reaction] =
    /cost \$(\d\.\d\d) for each domain and \$(\d\.\d\d) for the rest; with `changes` \$(\d\.\d\d) more, and \$(\d\.\d\d) for each reaction/.exec(
      runbook,
    ) ?? [];
  const usual = domains.length * Number(each) + Number(rest);
  expect(priceOf(pipelineOf('prod'))).toBeCloseTo(usual);
  expect(priceOf({ ...reacting, reactions: [] })).toBeCloseTo(usual + Number(changes));
  expect(priceOf(reacting)).toBeCloseTo(usual + Number(changes) + Number(reaction));
});

it('states with the figures of the bench what a stage costs at rest', () => {
  const { resources } = readAssembly(templatesOf(pipelineOf('prod')).assembly.directory);
  const rest = monthlyBill(resources).reduce((sum, { dollars }) => sum + dollars, 0);
  const bench = readFileSync(join(projectRoot, 'test/bench/README.md'), 'utf8');
  const atRest = [runbook, bench].map((text) => /\$(\d+\.\d\d)[^.$]* at rest/.exec(text)?.[1]);
  expect(atRest).toEqual([rest.toFixed(2), rest.toFixed(2)]);
});

it('names only saved queries and graphs that exist', () => {
  const saved = Object.values(service.findResources('AWS::Logs::QueryDefinition')).map(
    ({ Properties }) => Properties.Name.replace('airwallex-webhooks-prod/', ''),
  );
  for (const [, name] of runbook.matchAll(/[Ss]aved query \*([^*]+)\*/g))
    expect(saved).toContain(name);
  const [dashboard] = Object.values(service.findResources('AWS::CloudWatch::Dashboard'));
  const body = plain(dashboard?.['Properties'].DashboardBody);
  for (const [, text = ''] of runbook.matchAll(/(?:The d|D)ashboard(?:'s|:) ([^.;]+)/g))
    for (const [, graph] of text.matchAll(/\*([A-Z][^*]+)\*/g)) expect(body).toContain(graph);
});

const named =
  (word: string) =>
  (command: Command): boolean =>
    command.name() === word;

it('shows only commands and options that the tool has', async () => {
  const program = await createProgram();
  const lines = [...runbook.matchAll(/npm run webhooks -- ([^`\n]+)/g)].map(
    ([, line = '']) => line,
  );
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const words = line.split(' ');
    let command = program;
    for (const word of words) command = command.commands.find(named(word)) ?? command;
    expect({ line, known: command !== program }).toEqual({ line, known: true });
    const options = ['--help', ...command.options.map(({ long }) => long)];
    expect(options).toEqual(expect.arrayContaining(words.filter((word) => word.startsWith('--'))));
  }
});
