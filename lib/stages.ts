import { isIP } from 'node:net';
import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { type Names, namesOf } from './names.ts';
import { checked, wholeNumberBetween } from './validation.ts';

const keyArn = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/;

/** Whether a text is an address, or an address and the length of a prefix that it can have. */
const isSource = (text: string): boolean => {
  const [, address = '', length = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const bits = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return Number(length) <= bits;
};

const settings = v.strictObject({
  /** What becomes of tables, queues and signing secrets that are removed from the stack, or with it. */
  removalPolicy: v.picklist([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY]),
  /** How many days back a table can be restored to any second. */
  recoveryDays: wholeNumberBetween(1, 35),
  /** How many days the archive keeps an event, or `forever`; what needs attention stays until it is seen to. */
  archiveDays: v.union(
    [wholeNumberBetween(1, 36_500), v.literal('forever')],
    'say a whole number of days from 1 on, or "forever"',
  ),
  /** A number of days that CloudWatch knows; 9999 keeps logs permanently. */
  logRetentionDays: v.enum(RetentionDays),
  /** Requests a second and at once; beyond them API Gateway answers 429 and Airwallex tries again. */
  throttle: v.strictObject({
    rateLimit: wholeNumberBetween(1, 10_000),
    burstLimit: wholeNumberBetween(1, 5_000),
  }),
  /**
   * Encrypts tables, queues, signing secrets and logs with a customer-managed key: `true` for keys of
   * the stage's own, or a key's ARN; without it with keys of AWS's own.
   */
  kmsKey: v.optional(
    v.custom<true | string>(
      (value) => value === true || (typeof value === 'string' && keyArn.test(value)),
      'say true, or the ARN of a key (not of an alias)',
    ),
  ),
  /**
   * Addresses and ranges (`203.0.113.7`, `203.0.113.0/24`) that requests may come from, all others get
   * 403; without it only the signature counts. Airwallex's list grows unannounced.
   */
  allowedSources: v.optional(
    v.pipe(
      v.array(v.pipe(v.string(), v.check(isSource, 'say an address or a range: 203.0.113.0/24'))),
      v.minLength(1, 'name at least one, or leave the setting out'),
    ),
  ),
  /** Seconds; 0 accepts a validly signed event of any age. */
  rejectStaleAfterSeconds: v.pipe(v.number(), v.integer(), v.minValue(0)),
  alarms: v.strictObject({
    /** Who is e-mailed; without it the alarms fire in the console alone. */
    email: v.optional(v.pipe(v.string(), v.email())),
    /** Hours without an accepted event; without it silence is no alarm. */
    silenceHours: v.optional(wholeNumberBetween(1, 168)),
    /** How long an event may wait in a queue. */
    lateMinutes: wholeNumberBetween(1, 1_440),
    /** Requests in five minutes with a well-formed signature that no live secret verifies. */
    wrongSignatures: wholeNumberBetween(0, 1_000_000),
    /** Events in an hour that were sent over five minutes before they arrived. */
    staleEvents: wholeNumberBetween(0, 1_000_000),
    /** Events in an hour that belong to no domain. */
    unroutedEvents: wholeNumberBetween(0, 1_000_000),
    /** Where people read RUNBOOK.md: an alarm's text leads there. */
    runbook: v.optional(v.string(), 'lib/RUNBOOK.md'),
  }),
});

const context = v.looseObject({
  stages: v.record(
    v.pipe(
      v.string(),
      v.regex(/^[a-z][a-z0-9]{0,15}$/, 'name a stage by 1-16 lower-case letters and digits'),
      v.notValue('local', 'name a stage otherwise: "local" is the pipeline of npm start'),
    ),
    settings,
  ),
});

/** A stage to deploy: its settings and what its resources are called. */
export interface StageSettings extends v.InferOutput<typeof settings> {
  readonly name: string;
  readonly names: Names;
}

/**
 * The chosen stage of `cdk.json`, by default `dev`.
 * @throws Error that names what to correct, when the stage is unknown or any stage's setting wrong.
 */
export const stageFrom = (stages: unknown, chosen: unknown = 'dev'): StageSettings => {
  const known = checked(context, { stages }, "cdk.json's context").stages;
  const name = String(chosen);
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found) return { ...found, name, names: namesOf(name) };
  throw new Error(
    `cdk.json has no stage "${name}": choose one of its own (${Object.keys(known).join(', ')}) with -c stage=<name>, or add "${name}" to context.stages.`,
  );
};
