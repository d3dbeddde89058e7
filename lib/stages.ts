import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as v from 'valibot';
import { type Names, namesOf } from './names.ts';

const wholeNumber = (from: number, to: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(from), v.maxValue(to));

const settings = v.strictObject({
  /** What becomes of tables, queues and the signing secret when the stack or a domain is removed. */
  data: v.picklist(['retain', 'destroy']),
  /** How far back in days a table can be restored to any second. */
  recoveryDays: wholeNumber(1, 35),
  /** The days CloudWatch knows; 9999 keeps logs for ever. */
  logRetentionDays: v.enum(RetentionDays),
  /** Requests a second, and at once, beyond which API Gateway answers 429 and Airwallex retries. */
  throttle: v.strictObject({
    rateLimit: wholeNumber(1, 10_000),
    burstLimit: wholeNumber(1, 5_000),
  }),
  /** Seconds; 0 accepts a validly signed event of any age. */
  rejectStaleAfterSeconds: wholeNumber(0, 7 * 24 * 3600),
});

const stageName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9]{0,15}$/, 'a stage is named by 1-16 lower-case letters and digits'),
);
const context = v.record(stageName, settings);

type Settings = v.InferOutput<typeof settings>;

/** A stage to deploy: its settings and what its resources are called. */
export interface StageSettings extends Settings {
  readonly name: string;
  readonly names: Names;
}

/**
 * The chosen stage from `cdk.json`'s context.
 * @throws Error that says what to correct, when the stage is unknown or a setting is wrong.
 */
export const stageFrom = (stages: unknown, chosen: unknown = 'dev'): StageSettings => {
  const parsed = v.safeParse(context, stages);
  if (!parsed.success) throw new Error(wrongSettings(parsed.issues));
  const name = String(chosen);
  const found = parsed.output[name];
  if (found) return { ...found, name, names: namesOf(name) };
  const known = Object.keys(parsed.output).join(', ') || 'none';
  throw new Error(
    `There is no stage "${name}" in cdk.json (known: ${known}): choose one with -c stage=<name>, or add "${name}" under context.stages.`,
  );
};

const wrongSettings = (issues: readonly v.BaseIssue<unknown>[]): string => {
  const lines = issues.map((issue) => {
    const path = ['context', 'stages', v.getDotPath(issue)].filter(Boolean).join('.');
    return `  ${path}: ${issue.message}`;
  });
  return ['cdk.json has settings to correct:', ...lines].join('\n');
};
