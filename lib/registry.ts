import * as v from 'valibot';
import type { Domain } from '../functions/shared/domain.ts';
import type { StageSettings } from './stages.ts';
import { checked, wholeNumberBetween } from './validation.ts';

/** What both stacks are made from. */
export interface Pipeline {
  readonly stage: StageSettings;
  /** The domains with a table of their own. */
  readonly domains: readonly Domain[];
  /** What no domain owns: a queue with only the archive behind it. */
  readonly unrouted: Domain;
}

const domain = v.looseObject({
  name: v.pipe(
    v.string(),
    // With stage and region no longer than a role's name may be.
    v.regex(/^[a-z][a-z0-9]{0,15}$/, 'name it by 1-16 lower-case letters and digits'),
    v.notValues(
      ['events', 'ingress', 'api', 'overdue'],
      'the pipeline itself has something of this name',
    ),
  ),
  families: v.array(v.string()),
  // What Lambda and its event sources for SQS take without a batching window.
  // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
  tuning: v.strictObject({
    batchSize: wholeNumberBetween(1, 10),
    maxConcurrency: wholeNumberBetween(2, 1000),
    memorySize: wholeNumberBetween(128, 10_240),
    timeoutSeconds: wholeNumberBetween(1, 900),
  }),
});

const registry = v.pipe(
  v.array(v.looseObject({ name: v.string(), families: v.array(v.string()) })),
  v.checkItems(
    ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
    ({ input }) => `"${input.name}" is the name of two domains`,
  ),
  v.checkItems(
    ({ families }, index, all) =>
      !all.slice(0, index).some((other) => other.families.some((it) => families.includes(it))),
    ({ input }) => `"${input.name}" owns a family that a domain before it owns`,
  ),
);

/** @throws Error that names what to correct, when no infrastructure can be made of the registry. */
export const checkRegistry = (domains: readonly Domain[]): void => {
  const file = 'functions/domains.ts';
  const byName = Object.fromEntries(domains.map((one) => [one.name, one]));
  checked(v.record(v.string(), domain), byName, file);
  checked(registry, domains, file);
};
