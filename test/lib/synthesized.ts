import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import cdk from '../../cdk.json' with { type: 'json' };
import { domains, unrouted } from '../../functions/domains.ts';
import { readReactions } from '../../lib/reactions.ts';
import type { Pipeline } from '../../lib/registry.ts';
import { addStacks } from '../../lib/stacks.ts';
import { stageFrom } from '../../lib/stages.ts';

const output = mkdtempSync(join(tmpdir(), 'synthesized-'));
afterAll(() => rmSync(output, { recursive: true }));

/** An app like that of bin/app.ts; by default nothing is bundled, which takes seconds. */
export const emptyApp = (context: Record<string, unknown> = { 'aws:cdk:bundling-stacks': [] }) =>
  new App({
    context: { ...flags, ...context },
    outdir: mkdtempSync(join(output, 'app-')),
    analyticsReporting: false,
  });

/** A stage's settings in cdk.json, with the domains of the registry. */
export const pipelineOf = (stage: string): Pipeline => ({
  stage: stageFrom(cdk.context.stages, stage),
  domains,
  unrouted,
  reactions: [],
});

/** A stage with other settings than in cdk.json. */
export const pipelineWith = (settings: object, stage: 'dev' | 'prod' = 'dev'): Pipeline => ({
  ...{ domains, unrouted, reactions: [] },
  stage: stageFrom({ [stage]: { ...cdk.context.stages[stage], ...settings } }, stage),
});

/** The same stage publishing changes, with a reaction that only the tests have. */
export const reactingWith = (settings: object, stage: 'dev' | 'prod' = 'dev'): Pipeline => ({
  ...pipelineWith({ ...settings, changes: true }, stage),
  reactions: readReactions(join(import.meta.dirname, 'changes/reactions')),
});

/** The templates of the two stacks as they are deployed. */
export const templatesOf = (pipeline: Pipeline, add = addStacks) => {
  const app = emptyApp();
  add(app, pipeline);
  const assembly = app.synth();
  const { dataStack, serviceStack } = pipeline.stage.names;
  const read = (stack: string): Template =>
    Template.fromString(readFileSync(join(assembly.directory, `${stack}.template.json`), 'utf8'));
  return { assembly, data: read(dataStack), service: read(serviceStack) };
};

/** The properties of every resource of a type. */
export const propertiesOf = (template: Template, type: string) =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties);

/** A value with its joins, references and attributes as one readable text. */
export const plain = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => {
      if (name === 'Ref') return `<${inner}>`;
      if (name === 'Fn::GetAtt') return `<${[inner].flat().join('.')}>`;
      if (name === 'Fn::Join') return plain([inner].flat().slice(1));
      throw new Error(`The function ${name} is not expected in these templates`);
    })
    .join('');
};
