import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import flags from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import cdk from '../../cdk.json' with { type: 'json' };
import { domains, unrouted } from '../../functions/domains.ts';
import type { Pipeline } from '../../lib/pipeline.ts';
import { addStacks } from '../../lib/stacks.ts';
import { stageFrom } from '../../lib/stages.ts';

const output = mkdtempSync(join(tmpdir(), 'synthesized-'));
afterAll(() => rmSync(output, { recursive: true }));

/** An app such as bin/app.ts begins with; unless told otherwise there is no bundling to wait for. */
export const emptyApp = (context: Record<string, unknown> = { 'aws:cdk:bundling-stacks': [] }) =>
  new App({
    context: { ...flags, ...context },
    outdir: mkdtempSync(join(output, 'app-')),
    analyticsReporting: false,
  });

/** What cdk.json and the registry say, for a stage. */
export const pipelineOf = (stage: string): Pipeline => ({
  stage: stageFrom(cdk.context.stages, stage),
  domains,
  unrouted,
});

/** The two stacks' templates, as they are deployed. */
export const templatesOf = (pipeline: Pipeline, add = addStacks) => {
  const app = emptyApp();
  add(app, pipeline);
  const assembly = app.synth();
  const { dataStack, serviceStack } = pipeline.stage.names;
  const read = (stack: string): Template =>
    Template.fromString(readFileSync(join(assembly.directory, `${stack}.template.json`), 'utf8'));
  return { assembly, data: read(dataStack), service: read(serviceStack) };
};

/** Joins, references and attributes as one text: what a person would read the value as. */
export const plain = (value: unknown): string => {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(plain).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => {
      if (name === 'Ref') return `<${inner}>`;
      if (name === 'Fn::GetAtt') return `<${[inner].flat().join('.')}>`;
      if (name === 'Fn::Join') return plain([inner].flat().slice(1));
      throw new Error(`${name} is no value that these templates have a use for`);
    })
    .join('');
};

/** A template without what changes by itself: the hashes of the functions' code. */
export const golden = (template: Template): unknown => {
  const { Resources, Outputs } = template.toJSON();
  const text = JSON.stringify({ Resources, Outputs });
  return JSON.parse(text.replaceAll(/[0-9a-f]{64}/g, '<asset>'));
};
